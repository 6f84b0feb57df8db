import { ACTION } from './action.js';
import { createInvitation, type Invitation, pendingInvitees } from './invitation.js';
import { nextInvitation } from './invitation-reducer.js';
import type { SignalingInfo } from './signaling-info.js';

/** All of the past, each signal as if it came now, old to new (native SDK 8.0). */
export function inOrder<Past extends PastSignal>(past: readonly Past[]): Past[] {
  return [...past].sort((a, b) => a.time - b.time);
}

/** A signal found at log-in among what came while the device was away. */
export interface PastSignal {
  info: SignalingInfo;
  /** When its message was sent, unix seconds by the server. */
  time: number;
}

/**
 * What of the past is still worth telling at log-in, in order of time: invitations to `self` that have neither timed out
 * nor ended, each with the answers of others to it.
 *
 * Rule: the Web SDK 3.6's history handler.
 *
 * @param nowS the device's own time, unix seconds
 */
export function stillLive<Past extends PastSignal>(
  past: readonly Past[],
  self: string,
  nowS: number,
): Past[] {
  const live = new Map<string, { invitation: Invitation; signals: Past[] }>();
  for (const signal of past) {
    const { inviteID, actionType, inviteeList, timeout } = signal.info;
    const known = live.get(inviteID);
    if (actionType === ACTION.invite) {
      const over = timeout > 0 && nowS - signal.time > timeout;
      if (inviteeList.includes(self) && !over)
        live.set(inviteID, {
          invitation: createInvitation(signal.info, signal.time * 1000),
          signals: [signal],
        });
    } else if (known) {
      known.invitation = nextInvitation(known.invitation, signal.info);
      known.signals.push(signal);
      const over = actionType === ACTION.cancel || pendingInvitees(known.invitation).length === 0;
      if (over) live.delete(inviteID);
    }
  }
  return [...live.values()].flatMap((each) => each.signals).sort((a, b) => a.time - b.time);
}

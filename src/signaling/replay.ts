import { ACTION } from './action.js';
import type { SignalingInfo } from './signaling-info.js';

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
 * Rule: the Web SDK 3.6's history handler; the native SDK tells the same of C2C, and of groups since 6.7.
 *
 * @param nowS the device's own time, unix seconds
 */
export function stillLive<Past extends PastSignal>(
  past: readonly Past[],
  self: string,
  nowS: number,
): Past[] {
  const live = new Map<string, { pending: Set<string>; signals: Past[] }>();
  for (const signal of past) {
    const { inviteID, actionType, inviteeList, timeout } = signal.info;
    const known = live.get(inviteID);
    if (actionType === ACTION.invite) {
      const over = timeout > 0 && nowS - signal.time > timeout;
      if (inviteeList.includes(self) && !over)
        live.set(inviteID, { pending: new Set(inviteeList), signals: [signal] });
    } else if (known && actionType === ACTION.cancel) {
      live.delete(inviteID);
    } else if (known) {
      for (const invitee of inviteeList) known.pending.delete(invitee);
      known.signals.push(signal);
      if (known.pending.size === 0) live.delete(inviteID);
    }
  }
  return [...live.values()].flatMap((each) => each.signals).sort((a, b) => a.time - b.time);
}

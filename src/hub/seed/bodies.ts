import { customElement, type MsgElement, textElement } from '../../im/elements.js';
import { ACTION } from '../../signaling/action.js';
import { createInvitation, type Invitation, pendingInvitees } from '../../signaling/invitation.js';
import { nextInvitation } from '../../signaling/invitation-reducer.js';
import { encodeSignal } from '../../signaling/signal.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { SeedMessage } from './schema.js';

/** Seconds an invitation of a seed lives unless it says otherwise. */
const DEFAULT_TIMEOUT_S = 30;

/** What a value stands for as a text: itself, or its JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Writes the bodies of a seed's messages, one after the other. */
export class SeedBodies {
  #signals = new SeedSignals();

  /** The body of the next message; a text says why there can be none. */
  next(message: SeedMessage): MsgElement[] | string {
    const { text, custom, signal } = message;
    if (text !== undefined) return [textElement(text)];
    if (!signal) return [customElement(asText(custom))];
    const info = this.#signals.next(message);
    return typeof info === 'string' ? info : [customElement(encodeSignal(info))];
  }
}

/** Makes whole signals of a seed's short ones, message by message: who invited whom is known from the invite. */
class SeedSignals {
  #invitations = new Map<string, Invitation>();

  /** The signal of a message that has one; a text says why there can be none. */
  next(message: SeedMessage): SignalingInfo | string {
    const { from, to, group: groupID = '', signal } = message;
    const { action, id: inviteID, timeout, invitees } = signal!;
    const data = asText(signal!.data);
    const earlier = this.#invitations.get(inviteID);
    if (action === 'invite') {
      if (earlier) return `there is an invitation ${inviteID} already`;
      if (groupID !== '' && !invitees) return 'an invite in a group needs `invitees`';
      if (groupID === '' && invitees) return 'in C2C the receiver is invited: leave `invitees` out';
      const inviteeList = invitees ?? [to!];
      const info = {
        inviteID,
        groupID,
        inviter: from,
        inviteeList,
        data,
        actionType: ACTION.invite,
        timeout: timeout ?? DEFAULT_TIMEOUT_S,
      };
      this.#invitations.set(inviteID, createInvitation(info, 0));
      return info;
    }
    if (timeout !== undefined || invitees) return 'only an invite has `timeout` and `invitees`';
    if (!earlier) return `there is no invitation ${inviteID} before this ${action}`;
    if (earlier.groupID !== groupID) return `invitation ${inviteID} is not of this conversation`;
    const byInviter = from === earlier.inviter;
    if (action === 'cancel' && !byInviter)
      return `${earlier.inviter} invited, and ${from} cannot cancel that`;
    if ((action === 'accept' || action === 'reject') && !earlier.inviteeList.includes(from)) {
      return `${from} is not invited by ${inviteID}`;
    }
    const inviteeList =
      byInviter && action !== 'accept' && action !== 'reject' ? pendingInvitees(earlier) : [from];
    const info = {
      inviteID,
      groupID,
      inviter: earlier.inviter,
      inviteeList,
      data,
      actionType: ACTION[action],
      timeout: 0,
    };
    this.#invitations.set(inviteID, nextInvitation(earlier, info));
    return info;
  }
}

import { ACTION } from './action.js';
import type { SignalingInfo } from './signaling-info.js';

export type InviteeState = 'pending' | 'accepted' | 'rejected' | 'cancelled' | 'timedOut';

/** An invitation's life so far, as one observer has seen it. Immutable: {@link fold} gives the next one. */
export interface Invitation {
  readonly inviteID: string;
  readonly inviter: string;
  readonly groupID: string;
  readonly inviteeList: readonly string[];
  readonly data: string;
  /** Seconds; 0 is none. */
  readonly timeout: number;
  /** When the invite was sent, unix ms. */
  readonly sentAt: number;
  readonly onlineUserOnly: boolean;
  /** Each invitee's state. */
  readonly invitees: Readonly<Record<string, InviteeState>>;
}

/** The life of an invitation at its beginning. */
export function begin(info: SignalingInfo, sentAt: number, onlineUserOnly = false): Invitation {
  const invitees: Record<string, InviteeState> = Object.create(null);
  // An object of its own would put IDs of digits first.
  const inviteeList = [...new Set(info.inviteeList)];
  for (const invitee of inviteeList) invitees[invitee] = 'pending';
  const { inviteID, inviter, groupID, data, timeout } = info;
  return {
    inviteID,
    inviter,
    groupID,
    inviteeList,
    data,
    timeout,
    sentAt,
    onlineUserOnly,
    invitees,
  };
}

const ENDS: Readonly<Record<number, InviteeState>> = {
  [ACTION.cancel]: 'cancelled',
  [ACTION.accept]: 'accepted',
  [ACTION.reject]: 'rejected',
  [ACTION.timeout]: 'timedOut',
};

/**
 * The next state after a signal: each invitee it names that is still pending ends; whoever has ended stays as they are.
 * The same object comes back when the signal changes nothing.
 */
export function fold(
  invitation: Invitation,
  signal: Pick<SignalingInfo, 'inviteID' | 'actionType' | 'inviteeList'>,
): Invitation {
  const end = ENDS[signal.actionType];
  if (end === undefined || signal.inviteID !== invitation.inviteID) return invitation;
  const ending = signal.inviteeList.filter((invitee) => invitation.invitees[invitee] === 'pending');
  if (ending.length === 0) return invitation;
  const invitees: Record<string, InviteeState> = Object.assign(Object.create(null), invitation.invitees);
  for (const invitee of ending) invitees[invitee] = end;
  return { ...invitation, invitees };
}

/** Who has not answered yet. */
export function pendingInvitees(invitation: Invitation): string[] {
  return invitation.inviteeList.filter((invitee) => invitation.invitees[invitee] === 'pending');
}

/** One word for the whole: the state all invitees share, or `partly X` after the first that differs from pending. */
export type InvitationState = InviteeState | `partly ${Exclude<InviteeState, 'pending'>}`;

const RANK = ['accepted', 'rejected', 'timedOut', 'cancelled'] as const;

export function invitationState(invitation: Invitation): InvitationState {
  const states = new Set(invitation.inviteeList.map((invitee) => invitation.invitees[invitee]!));
  if (states.size === 0) return 'pending';
  if (states.size === 1) return [...states][0]!;
  return `partly ${RANK.find((state) => states.has(state))!}`;
}

/** When its timers run out (unix ms), or undefined for none. */
export function deadline(invitation: Invitation): number | undefined {
  return invitation.timeout > 0 ? invitation.sentAt + invitation.timeout * 1000 : undefined;
}

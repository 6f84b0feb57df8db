import type { SignalingInfo } from './signaling-info.js';

export type InviteeState = 'pending' | 'accepted' | 'rejected' | 'cancelled' | 'timedOut';

/** An invitation as one observer has seen it so far. Immutable: `reduce` (invitation-reducer.ts) gives the next one. */
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

/** An invitation at its beginning: everybody pending, each invitee once. */
export function createInvitation(info: SignalingInfo, sentAt: number, onlineUserOnly = false): Invitation {
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

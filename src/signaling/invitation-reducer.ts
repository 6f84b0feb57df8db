import { ACTION } from './action.js';
import { type Invitation, type InviteeState, pendingInvitees } from './invitation.js';
import type { SignalingInfo } from './signaling-info.js';

/** How an invitation ends for an invitee. */
export type InviteeEnd = Exclude<InviteeState, 'pending'>;

const ENDS: Readonly<Record<number, InviteeEnd>> = {
  [ACTION.cancel]: 'cancelled',
  [ACTION.accept]: 'accepted',
  [ACTION.reject]: 'rejected',
  [ACTION.timeout]: 'timedOut',
};

/** The state that a signal puts the invitees it names into; undefined for an invite and for unknown actions. */
export function endOf(actionType: number): InviteeEnd | undefined {
  return ENDS[actionType];
}

/** What happens to an invitation: a signal that passes, or what a listener was told of one. */
export interface InvitationSignal {
  inviteID: string;
  actionType: number;
  /** Left out: everybody who is still pending. */
  inviteeList?: readonly string[];
  data?: string;
  /** Who sent it; '' or left out where that is not known, and then it is not judged. */
  from?: string;
  /** The invite's own message with other data, and no new message. */
  modifies?: boolean;
}

/** What cannot be true of one invitation, or must not happen to it. */
export type Contradiction =
  /** A second invite has the same inviteID. */
  | { kind: 'second-invite'; from: string }
  /** Nobody was pending any more when it came; `state` is undefined for a modification. */
  | { kind: 'after-end'; state: InviteeEnd | undefined }
  /** It ends the invitation for an invitee for whom it had ended; `before` and `state` may be the same. */
  | { kind: 'second-end'; invitee: string; before: InviteeEnd; state: InviteeEnd }
  /** An accept, reject or time-out of somebody who is not invited. */
  | { kind: 'not-invited'; user: string; state: InviteeEnd }
  /** A cancel by somebody else than the inviter. */
  | { kind: 'not-inviter'; user: string };

/** An invitation after a signal, and what about that signal contradicts what was known. */
export interface Reduction {
  /** The same object as before when the signal changed nothing. */
  invitation: Invitation;
  contradictions: readonly Contradiction[];
}

const NONE: readonly Contradiction[] = [];

/**
 * Applies one signal to an invitation. Each invitee it names who is pending ends; whoever has ended keeps the first end,
 * and who sent the signal makes no difference to the state: what should not have happened is in the contradictions.
 * Signals of other invitations and of unknown actions change nothing.
 */
export function reduce(invitation: Invitation, signal: InvitationSignal): Reduction {
  if (signal.inviteID !== invitation.inviteID) return { invitation, contradictions: NONE };
  if (signal.actionType === ACTION.invite) return reduceInvite(invitation, signal);
  const state = endOf(signal.actionType);
  return state === undefined || signal.modifies
    ? { invitation, contradictions: NONE }
    : end(invitation, signal, state);
}

/** The invitation after a signal, where nobody asks for contradictions. */
export function nextInvitation(invitation: Invitation, signal: InvitationSignal): Invitation {
  return reduce(invitation, signal).invitation;
}

function reduceInvite(invitation: Invitation, signal: InvitationSignal): Reduction {
  const { modifies, from = '', data = invitation.data } = signal;
  if (!modifies) return { invitation, contradictions: [{ kind: 'second-invite', from }] };
  const next = data === invitation.data ? invitation : { ...invitation, data };
  const over = pendingInvitees(invitation).length === 0;
  return { invitation: next, contradictions: over ? [{ kind: 'after-end', state: undefined }] : NONE };
}

function end(invitation: Invitation, signal: InvitationSignal, state: InviteeEnd): Reduction {
  const pending = pendingInvitees(invitation);
  const named = signal.inviteeList ?? pending;
  const contradictions: Contradiction[] = [];
  if (pending.length === 0) contradictions.push({ kind: 'after-end', state });
  const stranger = strangerOf(invitation, signal, state);
  if (stranger) contradictions.push(stranger);
  let invitees: Record<string, InviteeState> | undefined;
  for (const invitee of new Set(named)) {
    const before = stateOf(invitation, invitee);
    if (before === 'pending') {
      invitees ??= Object.assign(Object.create(null), invitation.invitees) as Record<string, InviteeState>;
      invitees[invitee] = state;
    } else if (before !== undefined) contradictions.push({ kind: 'second-end', invitee, before, state });
  }
  return { invitation: invitees ? { ...invitation, invitees } : invitation, contradictions };
}

function strangerOf(
  { inviter, inviteeList }: Invitation,
  { from = '', inviteeList: named }: InvitationSignal,
  state: InviteeEnd,
): Contradiction | undefined {
  if (state === 'cancelled') {
    return from !== '' && from !== inviter ? { kind: 'not-inviter', user: from } : undefined;
  }
  // A time-out is told by either side, for those it names.
  const user = (state === 'timedOut' ? '' : from) || named?.find((each) => !inviteeList.includes(each)) || '';
  return user === '' || inviteeList.includes(user) ? undefined : { kind: 'not-invited', user, state };
}

/** How it stands with an invitee; undefined for somebody who is not invited. */
export function stateOf({ invitees }: Invitation, user: string): InviteeState | undefined {
  // User IDs may be names that every object has.
  return Object.hasOwn(invitees, user) ? invitees[user] : undefined;
}

/** How one SDK keeps the invitations it knows: a strategy over {@link reduce}. Pure. */
export interface InvitationReducer {
  /**
   * After an answer or a time-out.
   * @param own whether this device sent it
   * @returns undefined when the device forgets the invitation with it
   */
  reduce(invitation: Invitation, signal: InvitationSignal, own: boolean): Invitation | undefined;
  /** After its message was modified and holds `info` now. */
  modify(invitation: Invitation, info: SignalingInfo): Invitation;
  /** Whom a modification by this device names as invitees. */
  modifiedInvitees(invitation: Invitation): string[];
}

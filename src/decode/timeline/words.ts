import type { InviteeState } from '../../signaling/invitation.js';

/** The states of an invitee as a sentence has them. */
export const WORDS: Readonly<Record<InviteeState, string>> = {
  pending: 'pending',
  accepted: 'accepted',
  rejected: 'rejected',
  cancelled: 'cancelled',
  timedOut: 'timed out',
};

import type { Book } from '../book.js';
import { fold, pendingInvitees } from '../invitation.js';

/** What each invitee did is known; the invitation is forgotten once nobody is pending, C2C with the first answer. */
export const eachState: Book = {
  fold(invitation, signal) {
    if (invitation.groupID === '') return undefined;
    const next = fold(invitation, signal);
    return pendingInvitees(next).length > 0 ? next : undefined;
  },
  rewrite: (invitation, info) => ({ ...invitation, data: info.data }),
  named: (invitation) => [...invitation.inviteeList],
};

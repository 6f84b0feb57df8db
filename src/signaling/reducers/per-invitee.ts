import { pendingInvitees } from '../invitation.js';
import { type InvitationReducer, nextInvitation } from '../invitation-reducer.js';

/** Native SDK: what each invitee did is known; the invitation is forgotten once nobody is pending. */
export const perInvitee: InvitationReducer = {
  reduce(invitation, signal) {
    const next = nextInvitation(invitation, signal);
    return pendingInvitees(next).length > 0 ? next : undefined;
  },
  modify: (invitation, info) => ({ ...invitation, data: info.data }),
  modifiedInvitees: (invitation) => [...invitation.inviteeList],
};

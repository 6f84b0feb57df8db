import { pendingInvitees } from '../invitation.js';
import { type InvitationReducer, nextInvitation } from '../invitation-reducer.js';

/** What each invitee did is known; the invitation is forgotten once nobody is pending, C2C with the first answer. */
export const perInvitee: InvitationReducer = {
  reduce(invitation, signal) {
    if (invitation.groupID === '') return undefined;
    const next = nextInvitation(invitation, signal);
    return pendingInvitees(next).length > 0 ? next : undefined;
  },
  modify: (invitation, info) => ({ ...invitation, data: info.data }),
  modifiedInvitees: (invitation) => [...invitation.inviteeList],
};

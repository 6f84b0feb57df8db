import { ACTION } from '../action.js';
import { createInvitation, pendingInvitees } from '../invitation.js';
import { type InvitationReducer, nextInvitation } from '../invitation-reducer.js';

/**
 * Web SDK 3.6: the invitee list itself is all there is, and who has answered is taken off it. So each signal takes off
 * only the first it names, whoever rejects forgets the invitation and hears no more of it, and a modification carries
 * the modifier's list to everybody.
 */
export const pendingList: InvitationReducer = {
  reduce(invitation, signal, own) {
    if (invitation.groupID === '' || (own && signal.actionType === ACTION.reject)) return undefined;
    const named = signal.inviteeList ?? pendingInvitees(invitation);
    const next = nextInvitation(invitation, { ...signal, inviteeList: named.slice(0, 1) });
    return pendingInvitees(next).length > 0 ? next : undefined;
  },
  modify: ({ sentAt, onlineUserOnly }, info) => createInvitation(info, sentAt, onlineUserOnly),
  modifiedInvitees: pendingInvitees,
};

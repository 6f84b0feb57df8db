import { ACTION } from '../action.js';
import type { Book } from '../book.js';
import { begin, fold, pendingInvitees } from '../invitation.js';

/**
 * Web SDK 3.6: the invitee list itself is all there is, and who has answered is taken off it. So each signal takes off
 * only the first it names, whoever rejects forgets the invitation and hears no more of it, and a modification carries
 * the modifier's list to everybody.
 */
export const pendingList: Book = {
  fold(invitation, signal, own) {
    if (invitation.groupID === '' || (own && signal.actionType === ACTION.reject)) return undefined;
    const next = fold(invitation, { ...signal, inviteeList: signal.inviteeList.slice(0, 1) });
    return pendingInvitees(next).length > 0 ? next : undefined;
  },
  rewrite: ({ sentAt, onlineUserOnly }, info) => begin(info, sentAt, onlineUserOnly),
  named: pendingInvitees,
};

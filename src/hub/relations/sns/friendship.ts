import type { HubContext } from '../../core/context.js';
import { FRIEND_REQUESTS } from '../../store/collections.js';
import { leaveFriendGroups, putInFriendGroup } from './friend-groups.js';

/** What one side notes of a new friend. */
export interface FriendNotes {
  remark?: string | undefined;
  source?: string | undefined;
  groupName?: string | undefined;
}

/** What a change of a user's friends is, in the numbers of the push about it (Web SDK 3.6). */
export const FRIENDS_CHANGE = {
  added: 1,
  deleted: 2,
  requested: 3,
  requestsDeleted: 4,
  updated: 5,
  requestsSeen: 7,
} as const;

/** Makes `userID` a friend of `owner`, in this direction only; a request that waited for it is done with. */
export function befriend(context: HubContext, owner: string, userID: string, notes: FriendNotes): void {
  const known = context.store.friend(owner, userID);
  const source = known?.source ?? notes.source;
  context.store.putFriend(owner, {
    ...known,
    userID,
    remark: notes.remark || (known?.remark ?? ''),
    addTime: known?.addTime ?? context.seconds(),
    ...(source !== undefined && { source }),
  });
  if (notes.groupName) putInFriendGroup(context, owner, notes.groupName, userID);
  endRequest(context, owner, userID);
  if (!known) {
    const change = { FriendAdd_Account: [userID], PushType: FRIENDS_CHANGE.added };
    context.pushTo(owner, { Event: 7, FriendListMod: [change] });
  }
}

/** Ends it, in this direction only. */
export function unfriend(context: HubContext, owner: string, userID: string): void {
  if (!context.store.friend(owner, userID)) return;
  context.store.deleteFriend(owner, userID);
  leaveFriendGroups(context, owner, userID);
  const change = { FriendDel_Account: [userID], PushType: FRIENDS_CHANGE.deleted };
  context.pushTo(owner, { Event: 7, FriendListMod: [change] });
}

/** A request waits no more; both sides take it off their lists. @returns whether there was one */
export function endRequest(context: HubContext, to: string, from: string): boolean {
  if (!context.store.document(FRIEND_REQUESTS, to, from)) return false;
  context.store.deleteDocument(FRIEND_REQUESTS, to, from);
  for (const [user, other] of [
    [to, from],
    [from, to],
  ] as const) {
    const PushType = FRIENDS_CHANGE.requestsDeleted;
    // The vendor's own spelling.
    const change = { FrienPencydDel_Account: [other], PushType, From_Account: user };
    context.pushTo(user, { Event: 7, FriendListMod: [change] });
  }
  return true;
}

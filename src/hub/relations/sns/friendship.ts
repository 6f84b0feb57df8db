import type { HubContext } from '../../core/context.js';
import { FRIEND_REQUESTS } from '../../store/collections.js';

/** Makes `userID` a friend of `owner`, in this direction only; a request that waited for it is done with. */
export function befriend(context: HubContext, owner: string, userID: string, remark: string): void {
  const known = context.store.friend(owner, userID);
  context.store.putFriend(owner, {
    userID,
    remark: remark || (known?.remark ?? ''),
    addTime: known?.addTime ?? context.seconds(),
  });
  context.store.deleteDocument(FRIEND_REQUESTS, owner, userID);
  if (!known)
    context.pushTo(owner, { Event: 7, FriendListMod: [{ FriendAdd_Account: [userID], PushType: 1 }] });
}

/** Ends it, in this direction only. */
export function unfriend(context: HubContext, owner: string, userID: string): void {
  if (!context.store.friend(owner, userID)) return;
  context.store.deleteFriend(owner, userID);
  context.pushTo(owner, { Event: 7, FriendListMod: [{ FriendDel_Account: [userID], PushType: 2 }] });
}

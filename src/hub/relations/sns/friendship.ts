import { USER_DOCUMENTS } from '../../accounts/user-documents.js';
import type { Hub } from '../../core/hub.js';

/** Makes `userID` a friend of `owner`, in this direction only; a request that waited for it is done with. */
export function befriend(hub: Hub, owner: string, userID: string, remark: string): void {
  const known = hub.store.friend(owner, userID);
  hub.store.putFriend(owner, {
    userID,
    remark: remark || (known?.remark ?? ''),
    addTime: known?.addTime ?? hub.seconds(),
  });
  hub.store.deleteDocument(USER_DOCUMENTS.friendRequests, `${owner} ${userID}`);
  if (!known) hub.pushTo(owner, { Event: 7, FriendListMod: [{ FriendAdd_Account: [userID], PushType: 1 }] });
}

/** Ends it, in this direction only. */
export function unfriend(hub: Hub, owner: string, userID: string): void {
  if (!hub.store.friend(owner, userID)) return;
  hub.store.deleteFriend(owner, userID);
  hub.pushTo(owner, { Event: 7, FriendListMod: [{ FriendDel_Account: [userID], PushType: 2 }] });
}

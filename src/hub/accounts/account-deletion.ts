import type { HubContext } from '../core/context.js';
import { GROUP_DOCUMENTS } from '../groups/groups.js';
import { kickAll } from './logins.js';
import { USER_DOCUMENTS } from './user-documents.js';
import { unwatchAll } from './user-status.js';

/**
 * Deletes an account with all that is the user's but messages, and ends the user's log-ins. Groups that were the user's own
 * stay, without an owner.
 */
export function deleteAccount(context: HubContext, userID: string): void {
  kickAll(context, userID);
  unwatchAll(context, userID);
  const { store } = context;
  for (const groupID of store.groupsOf(userID)) {
    const group = store.group(groupID);
    if (group?.owner === userID) store.putGroup({ ...group, owner: '' });
  }
  for (const kind of [...Object.values(USER_DOCUMENTS), GROUP_DOCUMENTS.applications]) {
    for (const { key } of store.documents(kind)) {
      if (key.split(' ').includes(userID)) store.deleteDocument(kind, key);
    }
  }
  store.deleteAccount(userID);
}

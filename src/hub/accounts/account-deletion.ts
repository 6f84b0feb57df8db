import type { HubContext } from '../core/context.js';
import { kickAll } from './logins.js';

/**
 * Deletes an account with all that is the user's but messages, and ends the user's log-ins. Groups that were the user's own
 * stay, without an owner.
 */
export function deleteAccount(context: HubContext, userID: string): void {
  kickAll(context, userID);
  const { store } = context;
  for (const groupID of store.groupsOf(userID)) {
    const group = store.group(groupID);
    if (group?.owner === userID) store.putGroup({ ...group, owner: '' });
  }
  store.deleteAccount(userID);
}

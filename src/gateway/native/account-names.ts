import { accountOf } from '../../hub/accounts/accounts.js';
import type { Hub } from '../../hub/hub.js';
import type { AccountNames } from './command.js';

/** The accounts' two names as the hub has them. Who is named and not known yet gets an account, unless accounts are strict. */
export function hubAccountNames(hub: Hub): AccountNames {
  return {
    tinyID: (userID) => accountOf(hub, userID)?.tinyID ?? '0',
    userID: (tinyID) => hub.store.accountByTinyID(tinyID)?.userID,
  };
}

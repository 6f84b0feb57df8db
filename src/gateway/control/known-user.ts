import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { didYouMean } from '../../text/did-you-mean.js';
import type { HubRuntime } from '../hub-runtime.js';
import type { Note } from './method.js';

/** @throws SigError 70107 when the hub does not know the user, with the one that was probably meant */
export function requireUser({ hub }: HubRuntime, user: string): void {
  if (hub.store.account(user)) return;
  const near = nearUser(hub.store.accounts(), user);
  throw new SigError(
    CODE.ERR_SVR_ACCOUNT_NOT_FOUND,
    `there is no user ${user}`,
    near ? `did you mean ${near}?` : `sig user add ${user} makes one; sig user list shows them`,
  );
}

/** Tells of users who are about to be made, when another was probably meant. */
export function noteNewUsers({ hub }: HubRuntime, users: readonly string[], note: Note): void {
  const known = hub.store.accounts();
  for (const user of users) {
    if (hub.store.account(user)) continue;
    const near = nearUser(known, user);
    if (near) note(`${user} is new here (did you mean ${near}?)`);
  }
}

/** A known user whose name is nearly `user`. */
function nearUser(accounts: readonly { userID: string }[], user: string): string | undefined {
  return didYouMean(
    user,
    accounts.map((account) => account.userID),
  );
}

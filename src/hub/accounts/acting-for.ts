import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { accountOf, createAccount } from './accounts.js';

/** With which codes a service refuses. */
export interface ActingCodes {
  /** Only an administrator may act for others. */
  readonly notAdmin: number;
  /** Who is named has no account. */
  readonly noAccount: number;
}

export const MESSAGES: ActingCodes = {
  notAdmin: CODE.ERR_SVR_MSG_ADMIN_REQUIRED,
  noAccount: CODE.ERR_SVR_MSG_ACCOUNT_NOT_FOUND,
};
export const GROUPS: ActingCodes = {
  notAdmin: CODE.ERR_SVR_GROUP_PERMISSION_DENY,
  noAccount: CODE.ERR_SVR_GROUP_ACCOUNT_NOT_FOUND,
};
/** The vendor's FAQ on user profiles and relationship chains has both `notAdmin`. */
export const FRIENDS: ActingCodes = {
  notAdmin: CODE.ERR_SVR_FRIENDSHIP_ADMIN_REQUIRED,
  noAccount: CODE.ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND,
};
export const PROFILES: ActingCodes = {
  notAdmin: CODE.ERR_SVR_PROFILE_ADMIN_REQUIRED,
  noAccount: CODE.ERR_SVR_PROFILE_ACCOUNT_NOT_FOUND,
};

/** Whom a request acts for: itself, or, for an administrator, whomever it names. @throws SigError one of `codes` */
export function actingFor(
  context: HubContext,
  session: Session,
  account: string | undefined,
  codes: ActingCodes,
): string {
  const { userID } = session;
  if (account === undefined || account === '' || account === userID) {
    // Administrators are users like all others; they only never log in.
    if (session.admin && !context.store.account(userID)) createAccount(context, userID);
    return userID;
  }
  if (!session.admin) {
    throw new SigError(
      codes.notAdmin,
      `${userID} may not act for ${account}`,
      'that is for administrators (REST)',
    );
  }
  if (!accountOf(context, account)) {
    throw new SigError(codes.noAccount, `${account} has no account here`, 'import the account first');
  }
  return account;
}

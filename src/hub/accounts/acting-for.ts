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

export const MESSAGES: ActingCodes = { notAdmin: 90009, noAccount: 90048 };
export const GROUPS: ActingCodes = { notAdmin: 10007, noAccount: 10019 };
/** The vendor's FAQ on user profiles and relationship chains has both `notAdmin`. */
export const FRIENDS: ActingCodes = { notAdmin: 30004, noAccount: 30003 };
export const PROFILES: ActingCodes = { notAdmin: 40004, noAccount: 40003 };

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

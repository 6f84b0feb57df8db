import { isUserID } from '../../im/user-id.js';
import type { HubContext } from '../core/context.js';
import { COUNTERS } from '../store/collections.js';
import type { Account } from '../store/store.js';

/** A profile's fields by the vendor's tags. */
export const NICK = 'Tag_Profile_IM_Nick';
export const FACE_URL = 'Tag_Profile_IM_Image';

/** Makes the account of a user who has none. */
export function createAccount(
  context: HubContext,
  userID: string,
  profile: Record<string, unknown> = {},
): Account {
  const account = { userID, tinyID: nextTinyID(context), createTime: context.seconds(), profile };
  context.store.putAccount(account);
  return account;
}

/**
 * A user's account. Unless accounts are strict, a user id that is well formed and not yet known gets one here; undefined
 * when there is none to be had.
 */
export function accountOf(context: HubContext, userID: string): Account | undefined {
  const known = context.store.account(userID);
  if (known || context.settings.strictAccounts || !isUserID(userID)) return known;
  return createAccount(context, userID);
}

/** The vendor's TinyIds are 18 digits that begin so. */
function nextTinyID(context: HubContext): string {
  const next = (context.store.document(COUNTERS, 'tinyID') ?? 0) + 1;
  context.store.putDocument(COUNTERS, ['tinyID'], next);
  return `1441152${String(next).padStart(11, '0')}`;
}

/** Nick and picture as they travel with each of a user's messages; left out where there are none. */
export function senderCard(account: Account | undefined): {
  From_AccountNick?: string;
  From_AccountHeadurl?: string;
} {
  const nick = account?.profile[NICK];
  const face = account?.profile[FACE_URL];
  return {
    ...(typeof nick === 'string' && { From_AccountNick: nick }),
    ...(typeof face === 'string' && { From_AccountHeadurl: face }),
  };
}

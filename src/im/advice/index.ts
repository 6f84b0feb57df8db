import type { ErrorName } from '../error-codes.js';
import { ACCOUNT_ADVICE } from './accounts.js';
import type { Advice } from './advice.js';
import { GROUP_ADVICE } from './groups.js';
import { MESSAGE_ADVICE } from './messages.js';
import { NETWORK_ADVICE } from './network.js';
import { RELATION_ADVICE } from './relations.js';
import { SDK_ADVICE } from './sdk.js';

/** What to make of each of the vendor's error codes. */
export const ADVICE: Readonly<Record<ErrorName, Advice>> = {
  ...SDK_ADVICE,
  ...NETWORK_ADVICE,
  ...ACCOUNT_ADVICE,
  ...GROUP_ADVICE,
  ...MESSAGE_ADVICE,
  ...RELATION_ADVICE,
};

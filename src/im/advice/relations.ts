import type { AdviceTable } from './advice.js';

/** Codes of friends and block lists: 3xxxx. */
export const RELATION_ADVICE = {
  ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS: {
    fault: 'app',
    remedy: 'compare the fields with the page of the request',
  },
  ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND: {
    fault: 'app',
    remedy: 'import the account first, or correct its ID',
    setting: '--strict-accounts; without it the first log-in makes an account',
  },
  ERR_SVR_FRIENDSHIP_ADMIN_REQUIRED: {
    fault: 'app',
    remedy: 'change only your own friends, or do it from the backend',
  },
  ERR_SVR_FRIENDSHIP_BLACKLIST_LIMIT: { fault: 'user', remedy: 'take somebody off the block list first' },
  ERR_SVR_FRIENDSHIP_IN_SELF_BLACKLIST: { fault: 'user', remedy: 'take them off your own block list first' },
  ERR_SVR_FRIENDSHIP_ALLOW_TYPE_DENY_ANY: {
    fault: 'user',
    remedy: 'show that they take no requests',
    setting: "the other's AllowType in their profile",
  },
  ERR_SVR_FRIENDSHIP_IN_PEER_BLACKLIST: {
    fault: 'user',
    remedy: 'show that it did not work, without saying why',
  },
  ERR_SVR_FRIENDSHIP_ALLOW_TYPE_NEED_CONFIRM: {
    fault: 'user',
    remedy: 'show that the request waits for an answer: it is no failure',
    setting: "the other's AllowType in their profile",
  },
  ERR_SVR_FRIENDSHIP_PENDENCY_NOT_EXIST: {
    fault: 'race',
    remedy: 'read the requests again: this one is gone',
  },
  ERR_SVR_FRIENDSHIP_DEL_NONFRIEND: { fault: 'race', remedy: 'nothing: they are no friends' },
} satisfies AdviceTable;

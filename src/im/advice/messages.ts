import type { AdviceTable } from './advice.js';

const FRIENDS = '--friends-only';
const COMPARE = 'compare the fields with the page of the request; sig encode rest prints a correct one';
const AN_ACCOUNT = 'import the account first, or correct its ID';
const STRICT = '--strict-accounts; without it the first log-in makes an account';
const MERGE = 'read the message again, apply the change to what it says now, and send that';

/** Codes of messages: 2xxxx and 9xxxx. */
export const MESSAGE_ADVICE = {
  ERR_SVR_MSG_PKG_PARSE_FAILED: { fault: 'app', remedy: COMPARE },
  ERR_SVR_MSG_INTERNAL_AUTH_FAILED: { fault: 'service', remedy: 'try again' },
  ERR_SVR_MSG_INVALID_ID: { fault: 'app', remedy: AN_ACCOUNT, setting: STRICT },
  ERR_SVR_MSG_NET_ERROR: { fault: 'service', remedy: 'try again' },
  ERR_SVR_MSG_INTERNAL_ERROR1: {
    fault: 'service',
    when: 'the service failed; of a hub here: its store takes no more (a full disk)',
    remedy: 'try again; here, make room on the disk',
  },
  ERR_SVR_MSG_PUSH_DENY: {
    fault: 'backend',
    remedy: "look at what the backend's before-send webhook answered: sig watch shows it",
    setting: '--webhook, and sig webhook listen --refuse to try it',
  },
  ERR_SVR_MSG_IN_PEER_BLACKLIST: {
    fault: 'user',
    remedy: 'show that the message did not arrive, without saying why',
  },
  ERR_SVR_MSG_BOTH_NOT_FRIEND: { fault: 'user', remedy: 'ask to be friends first', setting: FRIENDS },
  ERR_SVR_MSG_NOT_PEER_FRIEND: { fault: 'user', remedy: 'ask to be friends first', setting: FRIENDS },
  ERR_SVR_MSG_NOT_SELF_FRIEND: {
    fault: 'user',
    remedy: 'add the receiver as a friend first',
    setting: FRIENDS,
  },
  ERR_SVR_MSG_SHUTUP_DENY: { fault: 'user', remedy: 'show that the user is muted' },
  ERR_SVR_MSG_REVOKE_TIME_LIMIT: {
    fault: 'user',
    remedy: 'offer to recall only messages of the last 2 minutes',
  },
  ERR_SVR_MSG_NOT_FOUND: { fault: 'app', remedy: "use the message's own MsgKey, sender and receiver" },
  ERR_SVR_MSG_REVOKED: { fault: 'race', remedy: 'nothing: it was recalled already' },
  ERR_SVR_MSG_MODIFY_CONFLICT: { fault: 'race', remedy: MERGE },
  ERR_SVR_MSG_EXTENSION_CONFLICT: { fault: 'race', remedy: MERGE },
  ERR_SVR_MSG_EXTENSION_NOT_EXIST: { fault: 'race', remedy: 'nothing: it was deleted already' },
  ERR_SVR_MSG_JSON_PARSE_FAILED: {
    fault: 'backend',
    remedy: 'send valid JSON: sig decode says where it breaks',
  },
  ERR_SVR_MSG_INVALID_JSON_BODY_FORMAT: {
    fault: 'backend',
    remedy: 'make MsgBody a list of elements with MsgType and MsgContent',
  },
  ERR_SVR_MSG_INVALID_TO_ACCOUNT: {
    fault: 'backend',
    remedy: 'give To_Account as a string, in batchsendmsg as a list of them',
  },
  ERR_SVR_MSG_INVALID_RAND: { fault: 'backend', remedy: 'give MsgRandom as a 32-bit number' },
  ERR_SVR_MSG_INVALID_TIMESTAMP: {
    fault: 'backend',
    remedy: 'give MsgTimeStamp in unix seconds, or leave it out',
  },
  ERR_SVR_MSG_INVALID_FROM_ACCOUNT: {
    fault: 'backend',
    remedy: 'give From_Account as a string that has an account',
    setting: STRICT,
  },
  ERR_SVR_MSG_ADMIN_REQUIRED: {
    fault: 'backend',
    remedy: 'call it with the identifier and UserSig of an app administrator',
    setting: '--admin names the administrators',
  },
  ERR_SVR_MSG_INVALID_JSON_FORMAT: { fault: 'backend', remedy: COMPARE },
  ERR_SVR_MSG_TO_ACCOUNT_COUNT_LIMIT: { fault: 'backend', remedy: 'send to at most 500 accounts at once' },
  ERR_SVR_MSG_TO_ACCOUNT_NOT_FOUND: { fault: 'app', remedy: AN_ACCOUNT, setting: STRICT },
  ERR_SVR_MSG_TIME_LIMIT: { fault: 'backend', remedy: 'keep MsgLifeTime to 604800 seconds (7 days)' },
  ERR_SVR_MSG_INVALID_SYNCOTHERMACHINE: { fault: 'backend', remedy: 'give SyncOtherMachine as 1 or 2' },
  ERR_SVR_MSG_INVALID_MSGLIFETIME: { fault: 'backend', remedy: 'give MsgLifeTime in seconds, as a number' },
  ERR_SVR_MSG_ACCOUNT_NOT_FOUND: { fault: 'app', remedy: AN_ACCOUNT, setting: STRICT },
  ERR_SVR_MSG_INVALID_MSG_KEY: { fault: 'backend', remedy: 'use the MsgKey of a message: SEQ_RANDOM_TIME' },
  ERR_SVR_MSG_INTERNAL_ERROR2: { fault: 'service', remedy: 'try again' },
  ERR_SVR_MSG_LONGPOLLING_COUNT_LIMIT: {
    fault: 'user',
    remedy: 'close a page: too many of the same account are open',
  },
  ERR_SVR_MSG_BODY_SIZE_LIMIT: {
    fault: 'app',
    remedy: 'send less than 12 KB; put the rest on a server and send its address',
  },
} satisfies AdviceTable;

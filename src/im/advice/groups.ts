import type { AdviceTable } from './advice.js';

const TYPE = "the group's type: sig group create --type";
const TAKE_ANOTHER_ID = 'choose another ID, or let the service make one up';

/** Codes of groups: 10xxx. */
export const GROUP_ADVICE = {
  ERR_SVR_GROUP_INTERNAL_ERROR: { fault: 'service', remedy: 'try again' },
  ERR_SVR_GROUP_API_NAME_ERROR: { fault: 'backend', remedy: 'correct the command in the URL' },
  ERR_SVR_GROUP_INVALID_PARAMETERS: {
    fault: 'app',
    remedy: 'compare the fields with the page of the request; the message names the one',
  },
  ERR_SVR_GROUP_ACOUNT_COUNT_LIMIT: { fault: 'app', remedy: 'ask for fewer accounts at once' },
  ERR_SVR_GROUP_FREQ_LIMIT: { fault: 'app', remedy: 'try again with growing pauses' },
  ERR_SVR_GROUP_PERMISSION_DENY: {
    fault: 'app',
    when: 'somebody who is no member sends or reads, or a member does what only owner or administrators may',
    remedy: 'join the group first, or have the owner do it; sig group list shows members and owners',
    setting: TYPE,
  },
  ERR_SVR_GROUP_INVALID_REQ: {
    fault: 'app',
    remedy: 'check that this type of group allows it',
    setting: TYPE,
  },
  ERR_SVR_GROUP_SUPER_NOT_ALLOW_QUIT: {
    fault: 'app',
    remedy: 'transfer the group first, or dissolve it',
    setting: TYPE,
  },
  ERR_SVR_GROUP_NOT_FOUND: {
    fault: 'race',
    remedy: 'take the group out of the list: it was dissolved, or never made here (sig group list)',
  },
  ERR_SVR_GROUP_INVALID_ID: { fault: 'app', remedy: 'use the ID of an account' },
  ERR_SVR_GROUP_ALLREADY_MEMBER: { fault: 'race', remedy: 'nothing: the user is in the group' },
  ERR_SVR_GROUP_FULL_MEMBER_COUNT: {
    fault: 'user',
    remedy: 'choose a type of group that holds more',
    setting: TYPE,
  },
  ERR_SVR_GROUP_INVALID_GROUPID: {
    fault: 'app',
    remedy: 'use 1 to 48 printable ASCII characters that do not begin with @TGS#',
  },
  ERR_SVR_GROUP_REJECT_FROM_THIRDPARTY: {
    fault: 'backend',
    remedy: "look at what the backend's webhook answered: sig watch shows it",
    setting: '--webhook',
  },
  ERR_SVR_GROUP_SHUTUP_DENY: { fault: 'user', remedy: 'show that the user is muted, and until when' },
  ERR_SVR_GROUP_ACCOUNT_NOT_FOUND: {
    fault: 'app',
    remedy: 'import the account first, or correct its ID',
    setting: '--strict-accounts; without it the first log-in makes an account',
  },
  ERR_SVR_GROUP_GROUPID_IN_USED: { fault: 'app', remedy: TAKE_ANOTHER_ID },
  ERR_SVR_GROUP_SEND_MSG_FREQ_LIMIT: { fault: 'app', remedy: 'send less often' },
  ERR_SVR_GROUP_REQ_ALLREADY_BEEN_PROCESSED: {
    fault: 'race',
    remedy: 'read the request again: somebody else has answered it',
  },
  ERR_SVR_GROUP_GROUPID_IN_USED_FOR_SUPER: {
    fault: 'app',
    remedy: 'use the group that is there: you own it',
  },
  ERR_SVR_GROUP_REVOKE_MSG_NOT_FOUND: { fault: 'app', remedy: "use the message's own MsgSeq" },
  ERR_SVR_GROUP_REVOKE_MSG_TIME_LIMIT: {
    fault: 'user',
    remedy: 'offer to recall only messages of the last 2 minutes',
  },
  ERR_SVR_GROUP_REVOKE_MSG_DENY: {
    fault: 'app',
    remedy: 'offer to recall only what can be: no tips, nothing recalled before',
  },
  ERR_SVR_GROUP_NOT_ALLOW_REVOKE_MSG: {
    fault: 'app',
    remedy: 'offer no recall in groups of this type',
    setting: TYPE,
  },
  ERR_SVR_GROUP_COUNT_LIMIT: { fault: 'user', remedy: 'leave a group first' },
  ERR_SVR_GROUP_MEMBER_COUNT_LIMIT: {
    fault: 'console',
    remedy: 'take a larger plan, or a type of group that holds more',
    setting: TYPE,
  },
  ERR_SVR_GROUP_ATTRIBUTE_WRITE_CONFLICT: {
    fault: 'race',
    remedy: 'read the attributes again, apply the change to what they are now, and send that',
  },
} satisfies AdviceTable;

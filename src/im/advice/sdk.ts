import type { AdviceTable } from './advice.js';

const ASK_FOR_A_USERSIG = 'fetch a new UserSig from the backend and log in again';
const WAIT_FOR_SDK_READY = 'wait for the log-in to succeed before the first call';

/** Codes that an SDK gives by itself: 6xxx, 7xxx, 8xxx and the Web SDK's own. */
export const SDK_ADVICE = {
  ERR_SUCC: { fault: 'race', remedy: 'nothing: it worked' },
  ERR_KICKED_OUT: {
    fault: 'user',
    when: 'a Web SDK comes back online and learns that the same account has logged in elsewhere meanwhile',
    remedy: 'show that the account is in use elsewhere, and log in again only when asked to',
    setting: '--login-policy',
  },
  MSG_MODIFY_CONFLICT: {
    fault: 'race',
    remedy: 'read the message again, apply the change to what it says now, and send that',
  },
  ERR_PARSE_RESPONSE_FAILED: {
    fault: 'service',
    remedy:
      'try again; if it stays, what answers at this address is no chat server (a proxy, a captive portal)',
  },
  ERR_SERIALIZE_REQ_FAILED: { fault: 'app', remedy: 'pass values that JSON can hold' },
  ERR_INVALID_CONVERSATION: { fault: 'app', remedy: 'use a conversationID like c2c_bob or group_team' },
  ERR_TO_USER_INVALID: { fault: 'app', remedy: 'send to a user who has an account' },
  ERR_REQUEST_TIME_OUT: {
    fault: 'network',
    remedy: 'try again when the connection is back; the message may have arrived',
  },
  ERR_SDK_NOT_INITIALIZED: { fault: 'app', remedy: 'call initSDK first, and not after unInitSDK' },
  ERR_SDK_NOT_LOGGED_IN: {
    fault: 'app',
    when: 'a call is made before log-in has succeeded, after logout, or after another device kicked this one out',
    remedy: WAIT_FOR_SDK_READY,
    setting: '--login-policy decides who kicks whom out',
  },
  ERR_IN_PROGESS: { fault: 'app', remedy: 'wait for the first call before making the same one again' },
  ERR_INVALID_MSG_ELEM: { fault: 'app', remedy: 'make each message new, with at least one element' },
  ERR_INVALID_PARAMETERS: {
    fault: 'app',
    when: 'a parameter is missing, empty or of a wrong type; getSignallingInfo of a message that is no signal, and modifyInvitation without data, give it too',
    remedy: 'compare the arguments with the page of the method; sig decode tells why a message is no signal',
  },
  ERR_DATABASE_OPERATE_FAILED: {
    fault: 'app',
    remedy: 'check that the device has room, and one process per user',
  },
  ERR_IO_OPERATION_FAILED: { fault: 'app', remedy: 'check that the file exists and may be read' },
  ERR_LOGGED_OUT_BEFORE_LOGIN_FINISHED: { fault: 'app', remedy: 'do not log out while a log-in is running' },
  ERR_NO_PREVIOUS_LOGIN: { fault: 'app', remedy: 'log in with a UserSig once' },
  ERR_INVALID_JSON: { fault: 'app', remedy: 'check the JSON with sig decode, which says where it breaks' },
  ERR_INVALID_MSG_RECEIVER: { fault: 'app', remedy: 'name a user or a group as receiver, not both' },
  ERR_SERIVCE_NOT_READY: { fault: 'app', remedy: WAIT_FOR_SDK_READY },
  ERR_USER_SIG_EXPIRED: {
    fault: 'backend',
    remedy: ASK_FOR_A_USERSIG,
    setting: '--key and --sdkappid have it checked',
  },
  ERR_LOGIN_AUTH_FAILED: { fault: 'backend', remedy: ASK_FOR_A_USERSIG },
  ERR_LOGIN_KICKED_OFF_BY_OTHER: {
    fault: 'user',
    remedy: 'show that the account is in use elsewhere, and log in again only when asked to',
    setting: '--login-policy platform, single or multi',
  },
  ERR_AUTOLOGIN_NEED_USERSIG: { fault: 'app', remedy: ASK_FOR_A_USERSIG },
  ERR_SDK_COMM_INVALID_IDENTIFIER: {
    fault: 'app',
    remedy: 'use 1 to 32 printable ASCII characters without spaces',
  },
  ERR_SDK_COMM_API_CALL_FREQUENCY_LIMIT: { fault: 'app', remedy: 'call less often; keep the first answer' },
  ERR_SDK_COMM_INTERRUPT: { fault: 'app', remedy: 'let calls end before logout and unInitSDK' },
  ERR_SDK_COMM_DATABASE_FAILURE: {
    fault: 'service',
    when: "an SDK's own database cannot be read or written; of a hub: the file of its store",
    remedy: 'check that the disk has room and that nothing else has the file open',
    setting: '--memory keeps nothing on disk',
  },
  ERR_SDK_COMM_DATABASE_NOTFOUND: {
    fault: 'app',
    remedy: 'ask only for what this device has: a message it has sent or received',
  },
  ERR_SDK_INTERNAL_ERROR: {
    fault: 'service',
    remedy: 'a bug; of sig: run it with SIG_DEBUG=1 and report what it prints',
  },
  ERR_SDK_INTERFACE_NOT_SUPPORT: {
    fault: 'console',
    when: 'a feature is not in the plan of the app, or not in this kind of group or SDK',
    remedy: 'check the plan, and whether the SDK of this platform has the feature',
  },
  ERR_SDK_INVALID_OPERATION: {
    fault: 'app',
    remedy: 'read the message of the error: it names what is not allowed here',
  },
  ERR_SDK_ACCOUNT_LOGIN_IN_PROCESS: { fault: 'app', remedy: 'wait for the log-in that is running' },
  ERR_SDK_ACCOUNT_LOGOUT_IN_PROCESS: { fault: 'app', remedy: 'wait for the logout before logging in again' },
  ERR_SDK_MSG_BODY_SIZE_LIMIT: {
    fault: 'app',
    remedy: 'send less than 12 KB; put the rest on a server and send its address',
  },
  ERR_SDK_MSG_MODIFY_CONFLICT: {
    fault: 'race',
    remedy: 'take the new state of the message from the callback, apply the change to it, and try again',
  },
  ERR_SDK_SIGNALING_INVALID_INVITE_ID: {
    fault: 'race',
    when: 'the invitation is over (answered, cancelled, timed out), was never seen by this device, or another device answered first',
    remedy:
      "take the call screen away: the invitation's end is on its way by the listener; sig show ID tells who was first",
  },
  ERR_SDK_SIGNALING_NO_PERMISSION: {
    fault: 'app',
    when: 'somebody cancels who did not invite, answers who was not invited, or modifies who takes no part',
    remedy: 'only the inviter cancels, only invitees accept and reject, and only parties modify',
  },
  ERR_SDK_INVALID_CANCEL_MESSAGE: {
    fault: 'race',
    remedy: 'the invitation is over or unknown: take the call screen away, as with 8010',
  },
  ERR_SDK_SEND_MESSAGE_FAILED_WITH_CANCEL: { fault: 'app', remedy: 'nothing: the app cancelled it itself' },
  ERR_SDK_GROUP_INVALID_ID: {
    fault: 'app',
    remedy: 'use 1 to 48 printable ASCII characters that do not begin with @TGS#',
  },
  ERR_SDK_GROUP_MEMBER_COUNT_LIMIT: { fault: 'app', remedy: 'choose a type of group that holds more' },
  ERR_SDK_GROUP_JOIN_PRIVATE_GROUP_DENY: {
    fault: 'app',
    remedy: 'have a member invite, or use a type of group that can be applied to',
    setting: "the group's type: sig group create --type",
  },
  ERR_SDK_GROUP_INVITE_SUPER_DENY: {
    fault: 'app',
    remedy: 'invite as a member, and transfer the group afterwards',
  },
  ERR_SDK_GROUP_INVITE_NO_MEMBER: { fault: 'app', remedy: 'name at least one user' },
  ERR_SDK_GROUP_ATTR_FREQUENCY_LIMIT: {
    fault: 'app',
    remedy: 'collect changes of attributes and send them together',
  },
  ERR_SDK_HAD_INITIALIZED: { fault: 'app', remedy: 'call initSDK once for each start of the app' },
} satisfies AdviceTable;

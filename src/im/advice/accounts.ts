import type { AdviceTable } from './advice.js';

const SIGN_ANEW = 'sign a new UserSig: sig usersig makes one to compare with';
const CHECKED = '--key and --sdkappid have UserSigs checked; without a key any is taken';
const IMPORT = 'import the account first (account_import), or correct its ID';
const STRICT = '--strict-accounts; without it the first log-in makes an account';
const AS_ADMIN = 'call it with the identifier and UserSig of an app administrator';
const ADMIN = '--admin names the administrators';
const SLOW_DOWN = 'send fewer requests, and try again with growing pauses';

/** Codes of accounts, UserSigs, profiles and the REST API's frame: 4xxxx, 6xxxx, 7xxxx, 8xxxx. */
export const ACCOUNT_ADVICE = {
  ERR_SVR_PROFILE_INVALID_PARAMETERS: {
    fault: 'app',
    remedy: 'compare the fields with the page of the request',
  },
  ERR_SVR_PROFILE_ACCOUNT_MISS: { fault: 'app', remedy: 'name at least one user' },
  ERR_SVR_PROFILE_ACCOUNT_NOT_FOUND: { fault: 'app', remedy: IMPORT, setting: STRICT },
  ERR_SVR_PROFILE_ADMIN_REQUIRED: {
    fault: 'app',
    remedy: 'change only your own profile, or do it from the backend',
  },
  ERR_SVR_PROFILE_SENSITIVE_TEXT: { fault: 'user', remedy: 'ask the user for another text' },
  ERR_SVR_PROFILE_TAG_NOT_FOUND: {
    fault: 'console',
    remedy: 'make the custom field in the console, or correct its tag',
  },
  ERR_SVR_PROFILE_SIZE_LIMIT: { fault: 'app', remedy: 'keep values to 500 bytes' },
  ERR_SVR_PROFILE_VALUE_ERR: { fault: 'app', remedy: 'use one of the values that the field takes' },
  ERR_SVR_PROFILE_INVALID_VALUE_FORMAT: {
    fault: 'app',
    remedy: 'give text fields a string, and number fields a number',
  },
  ERR_SVR_COMM_HTTP_PARSE_FAILED: {
    fault: 'backend',
    remedy: 'send POST to /v4/SERVICE/COMMAND with a JSON body',
  },
  ERR_SVR_COMM_JSON_PARSE_FAILED: {
    fault: 'backend',
    remedy: 'send valid JSON: sig decode says where it breaks',
  },
  ERR_SVR_COMM_INVALID_ACCOUNT: {
    fault: 'backend',
    remedy: "check identifier and usersig of the request's query",
  },
  ERR_SVR_COMM_INVALID_SDKAPPID: {
    fault: 'backend',
    remedy: 'use the SDKAppID of the console',
    setting: '--sdkappid',
  },
  ERR_SVR_COMM_REST_FREQ_LIMIT: { fault: 'backend', remedy: SLOW_DOWN },
  ERR_SVR_COMM_INVALID_RES: { fault: 'backend', remedy: 'correct the URL: /v4/SERVICE/COMMAND' },
  ERR_SVR_COMM_ID_NOT_ADMIN: { fault: 'backend', remedy: AS_ADMIN, setting: ADMIN },
  ERR_SVR_COMM_SDKAPPID_FREQ_LIMIT: { fault: 'backend', remedy: SLOW_DOWN },
  ERR_SVR_COMM_SDKAPPID_MISS: { fault: 'backend', remedy: 'add sdkappid=N to the query' },
  ERR_SVR_COMM_SDKAPPID_FORBIDDEN: { fault: 'console', remedy: "ask the vendor's support" },
  ERR_SVR_COMM_REQ_FREQ_LIMIT: { fault: 'backend', remedy: SLOW_DOWN },
  ERR_SVR_COMM_REQ_FREQ_LIMIT_EX: { fault: 'backend', remedy: SLOW_DOWN },
  ERR_SVR_ACCOUNT_USERSIG_EXPIRED: { fault: 'backend', remedy: SIGN_ANEW, setting: CHECKED },
  ERR_SVR_ACCOUNT_USERSIG_EMPTY: {
    fault: 'app',
    remedy: 'pass the UserSig that the backend gave',
    setting: CHECKED,
  },
  ERR_SVR_ACCOUNT_USERSIG_CHECK_FAILED: {
    fault: 'backend',
    remedy: 'check that the UserSig is not cut off or escaped on its way; then sign a new one',
    setting: CHECKED,
  },
  ERR_SVR_ACCOUNT_USERSIG_CHECK_FAILED_EX: { fault: 'backend', remedy: SIGN_ANEW },
  ERR_SVR_ACCOUNT_USERSIG_MISMATCH_PUBLICKEY: {
    fault: 'backend',
    remedy: "sign with this app's key, not with another app's",
    setting: CHECKED,
  },
  ERR_SVR_ACCOUNT_USERSIG_MISMATCH_ID: {
    fault: 'backend',
    remedy: 'sign for the user who logs in',
    setting: CHECKED,
  },
  ERR_SVR_ACCOUNT_USERSIG_MISMATCH_SDKAPPID: {
    fault: 'backend',
    remedy: 'sign for the SDKAppID that the SDK was made with',
    setting: CHECKED,
  },
  ERR_SVR_ACCOUNT_USERSIG_PUBLICKEY_NOT_FOUND: {
    fault: 'console',
    remedy: 'make a key for the app in the console',
  },
  ERR_SVR_ACCOUNT_SDKAPPID_NOT_FOUND: { fault: 'app', remedy: 'use the SDKAppID of the console' },
  ERR_SVR_ACCOUNT_FREQ_LIMIT: {
    fault: 'app',
    remedy: 'wait a minute, and find out why the log-ins before it failed',
  },
  ERR_SVR_ACCOUNT_BLACKLIST: { fault: 'console', remedy: "ask the vendor's support" },
  ERR_SVR_ACCOUNT_INVALID_USERSIG: { fault: 'backend', remedy: SIGN_ANEW },
  ERR_LOGIN_SIG_EXPIRE: { fault: 'app', remedy: 'log in again with a new UserSig' },
  ERR_SVR_ACCOUNT_NOT_FOUND: { fault: 'app', remedy: IMPORT, setting: STRICT },
  ERR_SVR_ACCOUNT_SEC_RSTR: { fault: 'console', remedy: "ask the vendor's support" },
  ERR_SVR_ACCOUNT_INVALID_PARAMETERS: {
    fault: 'backend',
    remedy: 'compare the fields with the page of the request',
  },
  ERR_SVR_ACCOUNT_ADMIN_REQUIRED: { fault: 'backend', remedy: AS_ADMIN, setting: ADMIN },
  ERR_SVR_ACCOUNT_INTERNAL_ERROR: { fault: 'service', remedy: 'try again' },
  ERR_SVR_ACCOUNT_USER_STATUS_DISABLED: {
    fault: 'console',
    remedy: 'switch the user status feature on in the console',
  },
  ERR_SVR_COMM_SENSITIVE_TEXT: { fault: 'user', remedy: 'ask the user for another text' },
  ERR_SVR_COMM_BODY_SIZE_LIMIT: {
    fault: 'app',
    remedy: 'send less than 12 KB; put the rest on a server and send its address',
  },
  ERR_REQ_CONTENT_ATTACK: { fault: 'user', remedy: 'ask the user for another text' },
} satisfies AdviceTable;

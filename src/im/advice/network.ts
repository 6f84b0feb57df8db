import type { AdviceTable } from './advice.js';

const TRY_LATER = 'try again with growing pauses';
const LOG_IN_AGAIN = 'log in again with a UserSig';
const MAY_HAVE_ARRIVED =
  'show the message as unsent and let the user try again; it may have arrived, and a message sent again keeps its random number';

/** Codes of the connection and of the access layer: 95xx and below zero. */
export const NETWORK_ADVICE = {
  ERR_SDK_NET_AUTH_INVALID: {
    fault: 'app',
    when: 'a call comes before log-in is done; of sig: the token of the control API is wrong',
    remedy: 'wait for the log-in to succeed; for sig, give the token as SIG_TOKEN or http://TOKEN@HOST:PORT',
    setting: '--token',
  },
  ERR_SDK_NET_FREQ_LIMIT: { fault: 'app', remedy: 'send no more than 5 requests a second' },
  ERR_SDK_NET_REQ_COUNT_LIMIT: { fault: 'app', remedy: 'wait for answers before sending more' },
  ERR_SDK_NET_DISCONNECT: {
    fault: 'network',
    remedy: 'wait for onConnectSuccess, then try again; of sig: sig hub status tells whether a hub runs',
    setting: 'a scenario cuts the line of a device: "bob\'s network has" a partition',
  },
  ERR_SDK_NET_CONN_TIMEOUT: { fault: 'network', remedy: TRY_LATER },
  ERR_SDK_NET_CONN_REFUSE: {
    fault: 'network',
    remedy: 'check the address and that something listens there: sig hub status, sig doctor',
    setting: '--port and --host',
  },
  ERR_SDK_NET_NET_UNREACH: { fault: 'network', remedy: 'check that the device is online' },
  ERR_SDK_NET_WAIT_INQUEUE_TIMEOUT: { fault: 'network', remedy: MAY_HAVE_ARRIVED },
  ERR_SDK_NET_WAIT_SEND_TIMEOUT: { fault: 'network', remedy: MAY_HAVE_ARRIVED },
  ERR_SDK_NET_WAIT_ACK_TIMEOUT: {
    fault: 'network',
    when: 'a request was sent and no answer came in time: it may have been carried out',
    remedy: MAY_HAVE_ARRIVED,
    setting: 'a scenario loses, delays and doubles frames',
  },
  ERR_SDK_NET_PKG_SIZE_LIMIT: { fault: 'app', remedy: 'send less than 1 MB at once' },
  ERR_SDK_NET_WAIT_SEND_TIMEOUT_NO_NETWORK: {
    fault: 'network',
    remedy: 'send again once the device is online',
  },
  ERR_SDK_NET_WAIT_ACK_TIMEOUT_NO_NETWORK: { fault: 'network', remedy: MAY_HAVE_ARRIVED },
  ERR_SVR_SSO_D2_EXPIRED: { fault: 'app', remedy: LOG_IN_AGAIN },
  ERR_SVR_SSO_A2_UP_INVALID: { fault: 'app', remedy: LOG_IN_AGAIN },
  ERR_SVR_SSO_A2_DOWN_INVALID: {
    fault: 'app',
    when: 'a request carries a session that the service no longer knows: after a logout, a kick-out, or a reset of the hub',
    remedy: LOG_IN_AGAIN,
  },
  ERR_SVR_SSO_D2KEY_WRONG: { fault: 'app', remedy: LOG_IN_AGAIN },
  ERR_SVR_SSO_APPID_BLACK_LIST: { fault: 'console', remedy: "ask the vendor's support" },
  ERR_SVR_SSO_APPID_WITHOUT_USING: {
    fault: 'console',
    remedy: 'activate the app in the console, or correct its SDKAppID',
  },
  ERR_SVR_SSO_FREQ_LIMIT: { fault: 'app', remedy: TRY_LATER },
  ERR_SVR_SSO_OVERLOAD: { fault: 'service', remedy: TRY_LATER },
  ERR_SVR_SSO_FREQUENCY_LIMIT: { fault: 'app', remedy: TRY_LATER },
} satisfies AdviceTable;

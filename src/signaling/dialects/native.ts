import { CODE } from '../../im/error-codes.js';
import {
  type Dialect,
  firstCustomElement,
  type MessageView,
  type Reading,
  skimmed,
  strictJSON,
} from '../dialect.js';
import { OddNumber, readNativeJSON, readsAlike } from '../native-json.js';
import { perInvitee } from '../reducers/per-invitee.js';
import { inOrder } from '../replay.js';
import type { SignalingInfo } from '../signaling-info.js';

/**
 * The native SDK 8.0, the core under iOS, Android, Flutter, Electron, Unity and the C API: what its library for Linux
 * (8.0.5903) does when it is connected to a hub, and hears each signal in each state; see docs/differences.md.
 */
export const native = {
  of: 'native SDK 8.0',
  inBrowsers: false,
  inviteIDForm: /^[0-9a-f]{32}$/,
  newInviteID: (entropy) => entropy.uuid().replaceAll('-', ''),
  read,
  encode,
  reducer: perInvitee,
  inviterGraceMs: 5000,
  cancelUnknownCode: CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
  notInvitedCode: CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
  answeredCode: CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
  modifyConflictCode: CODE.ERR_SDK_MSG_MODIFY_CONFLICT,
  hearsOwnAnswers: true,
  hearsOwnModification: true,
  hearsWholeGroup: true,
  hearsEveryCancel: true,
  countsFromReceipt: true,
  tellsFailedTimeout: true,
  inviterNamesTimeout: true,
  checksSizeItself: true,
  hasDatabase: true,
  oneAnswerInFlight: false,
  resend: {
    againAfterMs: [5000, 10_000],
    giveUpAfterMs: 15_000,
    notSentCode: CODE.ERR_SDK_NET_WAIT_SEND_TIMEOUT_NO_NETWORK,
    noAnswerCode: CODE.ERR_SDK_NET_WAIT_ACK_TIMEOUT_NO_NETWORK,
  },
  agesByServerTime: true,
  dropsStale: true,
  // The SDK itself has no limit. Since 6.7 it is documented to announce group invitations of the last 30 s.
  groupReplayS: 30,
  replay: inOrder,
} satisfies Dialect;

/** Keys in the order of the alphabet. */
function encode(info: SignalingInfo, onlineUserOnly: boolean): string {
  const { actionType, data, groupID, inviteID, inviteeList, inviter, timeout } = info;
  return JSON.stringify({
    ...{ actionType, businessID: 1, data, groupID, inviteID, inviteeList, inviter },
    ...{ onlineUserOnly, timeout },
  });
}

/** TIMGetSignalingInfo: checks the types of four fields, and the first custom element only. */
function read(message: MessageView): Reading {
  const element = firstCustomElement(message);
  if (element === undefined) return no('no custom element');
  const { data } = element;
  if (data === undefined) return no('the custom element has no data text');
  const strict = strictJSON(element);
  if (strict.ok && readsAlike(skimmed(element))) {
    const { value } = strict;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return no('data is no JSON object');
    return judge(value as Record<string, unknown>);
  }
  const lax = readNativeJSON(data);
  return lax.ok ? judge(lax.fields) : no(lax.why);
}

/** @param fields in which a number is an int32, and every other number an {@link OddNumber} */
function judge(fields: Record<string, unknown>): Reading {
  const { inviteID, inviter, inviteeList: list, actionType, timeout, data, groupID } = fields;
  if (typeof inviteID !== 'string' || inviteID === '') return no(whyNoText('inviteID', inviteID));
  if (typeof inviter !== 'string' || inviter === '') return no(whyNoText('inviter', inviter));
  if (!Array.isArray(list)) return no(`inviteeList is ${list === undefined ? 'missing' : 'no array'}`);
  const inviteeList: string[] = [];
  for (const each of list) if (each !== null) inviteeList.push(typeof each === 'string' ? each : '');
  if (inviteeList.length === 0) return no('inviteeList has no entry');
  if (typeof actionType !== 'number') return no(whyNoInt('actionType', actionType));
  if (actionType === 0) return no('actionType is 0');
  return {
    signal: true,
    info: {
      inviteID,
      groupID: typeof groupID === 'string' ? groupID : '',
      inviter,
      inviteeList,
      data: typeof data === 'string' ? data : '',
      actionType: actionType >= 1 && actionType <= 5 ? actionType : 0,
      timeout: typeof timeout === 'number' ? timeout >>> 0 : 0,
    },
    why: 'inviteID, inviter, inviteeList, actionType are in order',
  };
}

function whyNoText(key: string, value: unknown): string {
  if (value === undefined) return `${key} is missing`;
  return value === '' ? `${key} is empty` : `${key} is no text`;
}

function whyNoInt(key: string, value: unknown): string {
  if (value === undefined) return `${key} is missing`;
  if (value instanceof OddNumber)
    return `${key} is ${value.lexeme}, not a whole number of 32 bits in plain digits`;
  return `${key} is no number`;
}

function no(why: string): Reading {
  return { signal: false, info: null, why };
}

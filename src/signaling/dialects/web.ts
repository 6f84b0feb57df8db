import { CODE } from '../../im/error-codes.js';
import {
  type Dialect,
  type ElementView,
  firstCustomElement,
  type MessageView,
  type ReadInfo,
  type Reading,
  skimmed,
  strictJSON,
} from '../dialect.js';
import { SKIM_BEYOND_ASCII } from '../native-json.js';
import { pendingList } from '../reducers/pending-list.js';
import { stillLive } from '../replay.js';
import { encodeSignal } from '../signal.js';

/** The Web SDK of today, `@tencentcloud/chat` 3.6, with its signaling module built in; observed on the wire. */
export const web: Dialect = {
  of: 'Web SDK 3.6',
  inBrowsers: true,
  inviteIDForm: /-/,
  newInviteID: (entropy) => entropy.uuid(),
  read,
  encode: encodeSignal,
  reducer: pendingList,
  inviterGraceMs: 5000,
  cancelUnknownCode: CODE.ERR_SDK_INVALID_CANCEL_MESSAGE,
  notInvitedCode: CODE.ERR_SDK_SIGNALING_NO_PERMISSION,
  answeredCode: CODE.ERR_SDK_SIGNALING_NO_PERMISSION,
  modifyConflictCode: CODE.MSG_MODIFY_CONFLICT,
  hearsOwnAnswers: false,
  hearsOwnModification: true,
  hearsWholeGroup: false,
  hearsEveryCancel: false,
  countsFromReceipt: false,
  tellsFailedTimeout: false,
  inviterNamesTimeout: false,
  checksSizeItself: false,
  hasDatabase: false,
  oneAnswerInFlight: true,
  resend: undefined,
  agesByServerTime: true,
  dropsStale: false,
  groupReplayS: 300,
  replay: stillLive,
};

const MARK = '"type":"tsignaling"';

/** getSignalingInfo: looks for two words in the text, then parses it, checks no types and fills in falsy fields. */
function read(message: MessageView): Reading {
  const element = firstCustomElement(message);
  if (element === undefined) return no('no custom element');
  const { data } = element;
  if (data === undefined) return no('the custom element has no data text');
  const marked = message.cloudCustomData !== '' && message.cloudCustomData.includes(MARK);
  const strict = strictJSON(element);
  if (!marked && !(strict.ok && hasBoth(strict.value, element))) {
    if (!data.includes('inviteID')) return no('data does not contain the word inviteID');
    if (!data.includes('actionType')) return no('data does not contain the word actionType');
  }
  if (!strict.ok) return { signal: 'throws', info: null, why: 'JSON.parse of data fails' };
  const { value } = strict;
  if (value === null || value === undefined) {
    return { signal: 'throws', info: null, why: 'data is null, and null has no fields' };
  }
  const fields = value as Record<string, never>;
  return {
    signal: true,
    info: readFields(fields, fields.businessID || 1),
    why: marked
      ? 'cloudCustomData is marked as tsignaling'
      : 'data contains inviteID and actionType, and parses as JSON',
  };
}

/** The fields as they are, of whatever type; the falsy ones replaced. */
export function readFields(fields: Record<string, never>, businessID: unknown): ReadInfo {
  return {
    businessID,
    inviteID: fields.inviteID as never,
    groupID: fields.groupID || '',
    inviter: fields.inviter || '',
    inviteeList: fields.inviteeList || [],
    data: fields.data || '',
    actionType: fields.actionType || 1,
    timeout: fields.timeout || 0,
  };
}

/** Whether both words are keys, written without escapes: then they are in the text, which need not be searched. */
function hasBoth(value: unknown, element: ElementView): boolean {
  if (typeof value !== 'object' || value === null || (skimmed(element) & SKIM_BEYOND_ASCII) !== 0)
    return false;
  const { inviteID, actionType } = value as Record<string, unknown>;
  return inviteID !== undefined && actionType !== undefined;
}

function no(why: string): Reading {
  return { signal: false, info: null, why };
}

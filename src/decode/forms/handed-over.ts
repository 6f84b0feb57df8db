import { ACTION } from '../../signaling/action.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import { type Fields, id, isFields } from '../fields.js';
import { type Form, type Found, NO_PLACES, NOTHING_KNOWN } from './form.js';

/** Why no SDK is asked about what one handed to its app. */
export const HANDED_OVER = 'what an SDK handed to its app, not the message it came in';

/** A signal as a found message without a text that was sent: what its fields say, whatever their types in a print. */
export function handedOver(form: Form, raw: Fields, fields: Fields, unjudged: string): Found {
  return { ...NOTHING_KNOWN, form, raw, unjudged, fields, info: signalOf(fields), elements: [] };
}

/** A signal's fields of the types that they have in an SDK. */
function signalOf(fields: Fields): SignalingInfo {
  const { inviteID, groupID, inviter, inviteeList, data, actionType, timeout } = fields;
  return {
    inviteID: id(inviteID),
    groupID: id(groupID),
    inviter: id(inviter),
    inviteeList: users(inviteeList),
    data: typeof data === 'string' ? data : data === undefined || data === null ? '' : JSON.stringify(data),
    actionType: whole(actionType),
    timeout: whole(timeout),
  };
}

function users(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(id).filter((user) => user !== '');
  const text = id(value);
  return text === '' ? [] : text.split(/\s*,\s*/);
}

function whole(value: unknown): number {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : 0;
}

const NAMES: Readonly<Record<string, string>> = {
  inviteid: 'inviteID',
  inviter: 'inviter',
  inviteelist: 'inviteeList',
  invitees: 'inviteeList',
  invitee: 'invitee',
  groupid: 'groupID',
  actiontype: 'actionType',
  action: 'actionType',
  data: 'data',
  invitedata: 'data',
  timeout: 'timeout',
  businessid: 'businessID',
  onlineuseronly: 'onlineUserOnly',
};

/** A signal's fields under their own names, whatever the language that printed them calls them. */
export function ownNames(object: Fields): Fields {
  const fields: Fields = {};
  for (const key of Object.keys(object)) {
    const name = NAMES[key.toLowerCase().replace(/^(?:signaling_info_|m_|_)|_|^get/g, '')];
    if (name !== undefined) fields[name] ??= object[key];
  }
  return fields;
}

/** The listener of each SDK, by what it tells. */
const LISTENERS: readonly [names: RegExp, action: number][] = [
  [/^(?:onReceiveNewInvitation|(?:ts_)?new_invitation_received)$/i, ACTION.invite],
  [/^(?:onInviteeAccepted|(?:ts_)?invitee_accepted)$/i, ACTION.accept],
  [/^(?:onInviteeRejected|(?:ts_)?invitee_rejected)$/i, ACTION.reject],
  [/^(?:onInvitationCancell?ed|(?:ts_)?invitation_cancell?ed)$/i, ACTION.cancel],
  [/^(?:onInvitationTimeout|(?:ts_)?invitation_timeout)$/i, ACTION.timeout],
  [/^(?:onInvitationModified|(?:ts_)?invitation_modified)$/i, ACTION.invite],
];

/** The name of a listener among other words. */
export const LISTENER =
  /\b(?:onReceiveNewInvitation|onInvitee(?:Accepted|Rejected)|onInvitation(?:Cancell?ed|Timeout|Modified)|(?:ts_)?(?:new_invitation_received|invitee_(?:accepted|rejected)|invitation_(?:cancell?ed|timeout|modified)))\b/i;

/** What the listeners hand over one after another, where a log has no names for it. */
export const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  onreceivenewinvitation: ['inviteID', 'inviter', 'groupID', 'inviteeList', 'data'],
  oninviteeaccepted: ['inviteID', 'invitee', 'data'],
  oninviteerejected: ['inviteID', 'invitee', 'data'],
  oninvitationcancelled: ['inviteID', 'inviter', 'data'],
  oninvitationtimeout: ['inviteID', 'inviteeList'],
  oninvitationmodified: ['inviteID', 'data'],
};

const EVENT_KEYS = ['event', 'name', 'type', 'eventName', 'listener', 'callback', 'method'];

/** Which listener an object is the event of, and where its fields are; undefined for any other object. */
export function eventOf(object: Fields): { listener: string; fields: Fields } | undefined {
  // An event of sig's own trace has the message beside it.
  if (object.v !== undefined && object.seq !== undefined) return undefined;
  for (const key of EVENT_KEYS) {
    const listener = object[key];
    if (typeof listener !== 'string' || !LISTENERS.some(([names]) => names.test(listener))) continue;
    for (const inner of [
      object,
      object.data,
      object.params,
      object.arguments,
      object.info,
      object.value,
    ].flat()) {
      if (!isFields(inner)) continue;
      const fields = ownNames(inner);
      if (fields.inviteID !== undefined) return { listener, fields };
    }
  }
  return undefined;
}

/** An event of a listener: `{ event: "onReceiveNewInvitation", inviteID, inviter, ... }`, or a line of a log that says so. */
export const listenerEvent: Form = {
  name: 'listener-event',
  title: 'event of a signaling listener, or the log line of one: what an SDK told its app',
  test: (object) => eventOf(object) !== undefined,
  read: (object) => {
    const { listener, fields } = eventOf(object)!;
    const actionType = LISTENERS.find(([names]) => names.test(listener))![1];
    const inviteeList = fields.inviteeList ?? (fields.invitee === undefined ? undefined : [fields.invitee]);
    const known = { ...fields, actionType, ...(inviteeList === undefined ? {} : { inviteeList }) };
    const found = handedOver(listenerEvent, object, known, HANDED_OVER);
    return { ...found, modifies: /modified$/i.test(listener) };
  },
  places: NO_PLACES,
};

const INFO_KEYS = ['inviteID', 'inviter', 'inviteeList', 'actionType', 'groupID', 'data'];

/** V2TIMSignalingInfo: a signal's fields without a businessID, which the SDKs do not hand on. */
export const signalingInfoOfSDK: Form = {
  name: 'signaling-info',
  title: 'V2TIMSignalingInfo as JSON or printed (getSignalingInfo)',
  test: (object) =>
    object.businessID === undefined &&
    object.timeout !== undefined &&
    INFO_KEYS.every((key) => object[key] !== undefined),
  read: (object) => handedOver(signalingInfoOfSDK, object, object, HANDED_OVER),
  places: NO_PLACES,
};

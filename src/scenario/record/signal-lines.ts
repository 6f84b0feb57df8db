import { firstCustom, TEXT_ELEM } from '../../im/elements.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { ACTION } from '../../signaling/action.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { RecordedNames } from './names.js';
import { line, type ScriptLine } from './script.js';
import { asSent, asText } from './written-data.js';

/** A signal that passed, whoever's app made it. */
export interface PassedSignal {
  /** `bob`, or `bob's pad`. */
  who: string;
  at: number | undefined;
  info: SignalingInfo;
  /** For online users only. */
  onlineOnly: boolean;
  /** The invite's message with other data. */
  modifies: boolean;
}

/** What an app must have done for this signal to pass; undefined for a time-out, which devices send by themselves. */
export function signalLine(
  names: RecordedNames,
  { who, at, info, onlineOnly, modifies }: PassedSignal,
): ScriptLine | undefined {
  const does = (says: string, options: Record<string, unknown>) =>
    line('does', at, `${who} ${says}`, options);
  const data = info.data === '' ? {} : { data: asSent(info.data) };
  if (modifies) return does(`modifies ${names.invitation(info.inviteID)}`, data);
  switch (info.actionType) {
    case ACTION.invite:
      return inviteLine(names, { who, at, ...info, onlineOnly });
    case ACTION.cancel:
      return does(`cancels ${names.invitation(info.inviteID)}`, data);
    case ACTION.accept:
      return does(`accepts ${names.invitation(info.inviteID)}`, data);
    case ACTION.reject:
      return does(`rejects ${names.invitation(info.inviteID)}`, data);
    default:
      return undefined;
  }
}

export interface RecordedInvite {
  who: string;
  at: number | undefined;
  inviteID: string;
  groupID: string;
  inviteeList: readonly string[];
  data: string;
  timeout: number;
  onlineOnly: boolean;
}

export function inviteLine(names: RecordedNames, invite: RecordedInvite): ScriptLine {
  const { who, at, inviteID, groupID, inviteeList, data, timeout, onlineOnly } = invite;
  const where = groupID === '' ? '' : ` in ${names.group(groupID)}`;
  const name = names.invitation(inviteID);
  return line('does', at, `${who} invites ${names.users(inviteeList)}${where}`, {
    ...(name === 'call' ? {} : { as: name }),
    timeout,
    ...(data === '' ? {} : { data: asSent(data) }),
    ...(onlineOnly ? { 'online only': true } : {}),
  });
}

/** An ordinary message; undefined for one of a kind that no step sends. */
export function messageLine(
  names: RecordedNames,
  who: string,
  at: number | undefined,
  wire: WireMessage,
  onlineOnly: boolean,
): ScriptLine | undefined {
  const to = isGroupMessage(wire) ? `group ${names.group(wire.GroupId)}` : names.user(wire.To_Account);
  const content = elementOption(wire.MsgBody);
  if (!content) return undefined;
  const options = { ...content, ...(onlineOnly ? { 'online only': true } : {}) };
  return line('does', at, `${who} messages ${to}`, options);
}

/** A message's only element as a step says it. */
export function elementOption(body: WireMessage['MsgBody']): Record<string, unknown> | undefined {
  const [element] = body;
  if (!element || body.length > 1) return undefined;
  if (element.MsgType === TEXT_ELEM) return { text: asText(String(element.MsgContent.Text ?? '')) };
  const custom = firstCustom(body);
  return custom && custom.desc === '' && custom.ext === '' ? { data: asSent(custom.data) } : undefined;
}

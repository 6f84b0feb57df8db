import type { MsgElement } from '../../im/elements.js';
import type { OfflinePushInfo } from '../../im/offline-push.js';
import type { TraceEvent } from '../../trace/event.js';
import type { RecordedNames } from './names.js';
import { line, type ScriptLine } from './script.js';
import { elementOption, inviteLine } from './signal-lines.js';
import { asSent, asText } from './written-data.js';

export type CallEvent = Extract<TraceEvent, { kind: 'call' }>;

/** Arguments by the vendor's names; which are there depends on the method. */
export interface CallArgs {
  userID: string;
  invitee: string;
  inviteeList?: string[];
  groupID: string;
  data: string;
  timeout: number;
  onlineUserOnly: boolean;
  offlinePushInfo?: OfflinePushInfo;
  element: MsgElement;
  receiver: string;
  groupType: string;
  members: string[];
  userList: string[];
  memberList: string[];
  userIDList: string[];
}

/** The arguments of a call in the trace, which the device has written by these names. */
export function argsOf({ args }: CallEvent): CallArgs {
  return args as unknown as CallArgs;
}

/** A call as the step that makes it again; undefined for one that changes nothing, or is about an unknown invitation. */
export function callLine(
  names: RecordedNames,
  who: string,
  at: number,
  event: CallEvent,
): ScriptLine | undefined {
  const { method, args, inviteID = '' } = event;
  const say = Object.hasOwn(PHRASES, method) ? PHRASES[method] : undefined;
  if (say) {
    const said = say(names, argsOf(event), inviteID);
    return said && line('does', at, `${who} ${said.says}`, said.options);
  }
  if (method === 'invite' || method === 'inviteInGroup') return invited(names, who, at, event);
  if (/^get|^login$|^logout$/.test(method)) return undefined;
  return line('does', at, `${who} calls ${method}`, { args: argumentsOf(method, args) });
}

/** The call by its method's name, for what sentences cannot name: users and groups that there are not. */
export function plainCall(who: string, at: number, { method, args }: CallEvent): ScriptLine {
  return line('does', at, `${who} calls ${method}`, { args: argumentsOf(method, args) });
}

function argumentsOf(method: string, args: Record<string, unknown>): unknown[] {
  if (method === 'setSelfInfo') return [args];
  if (method === 'invite')
    return [args.invitee, args.data, args.onlineUserOnly, args.offlinePushInfo ?? null, args.timeout];
  if (method !== 'sendMessage') return Object.values(args);
  const { element, receiver, groupID, ...options } = args;
  return [element, receiver, groupID, options];
}

function invited(names: RecordedNames, who: string, at: number, event: CallEvent): ScriptLine | undefined {
  const { inviteID = '' } = event;
  const {
    invitee,
    inviteeList,
    groupID = '',
    data,
    timeout,
    onlineUserOnly,
    offlinePushInfo,
  } = argsOf(event);
  // A call that was refused at once has no inviteID.
  if (inviteID === '') return undefined;
  const made = inviteLine(names, {
    ...{ who, at, inviteID, groupID, data, timeout },
    inviteeList: inviteeList ?? [invitee],
    onlineOnly: onlineUserOnly,
  });
  if (offlinePushInfo) made.options.push = pushOption(offlinePushInfo);
  return made;
}

export function pushOption(info: OfflinePushInfo): Record<string, unknown> {
  const given = Object.entries(info).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      typeof value === 'string' ? (name === 'ext' ? asSent(value) : asText(value)) : value,
    ]),
  );
}

interface Phrase {
  says: string;
  options?: Record<string, unknown>;
}

type PhraseOf = (names: RecordedNames, args: CallArgs, inviteID: string) => Phrase | undefined;

/** How calls are said that have a step of their own. */
const PHRASES: Readonly<Record<string, PhraseOf>> = {
  cancel: about('cancels'),
  accept: about('accepts'),
  reject: about('rejects'),
  modifyInvitation: about('modifies'),
  addInvitedSignaling: (names, _args, inviteID) =>
    names.knowsInvitation(inviteID)
      ? { says: `adds ${names.invitation(inviteID)} from the push` }
      : undefined,
  sendMessage: (names, { element, receiver, groupID, onlineUserOnly, offlinePushInfo }) => {
    const content = elementOption([element]);
    if (!content) return undefined;
    const to = groupID === '' ? names.user(receiver) : `group ${names.group(groupID)}`;
    return {
      says: `messages ${to}`,
      options: {
        ...content,
        ...(onlineUserOnly ? { 'online only': true } : {}),
        ...(offlinePushInfo ? { push: pushOption(offlinePushInfo) } : {}),
      },
    };
  },
  createGroup: (names, { groupType, groupID, members }) =>
    groupID === ''
      ? undefined
      : {
          says: `creates group ${names.group(groupID)}`,
          options: {
            type: groupType,
            ...(members.length > 0 ? { members: members.map((member) => names.user(member)) } : {}),
          },
        },
  joinGroup: (names, { groupID }) => ({ says: `joins ${names.group(groupID)}` }),
  quitGroup: (names, { groupID }) => ({ says: `leaves ${names.group(groupID)}` }),
  dismissGroup: (names, { groupID }) => ({ says: `dissolves ${names.group(groupID)}` }),
  inviteUserToGroup: (names, { groupID, userList }) => ({
    says: `adds ${names.users(userList)} to ${names.group(groupID)}`,
  }),
  kickGroupMember: (names, { groupID, memberList }) => ({
    says: `removes ${names.users(memberList)} from ${names.group(groupID)}`,
  }),
  addToBlackList: (names, { userIDList }) => ({ says: `blocks ${names.users(userIDList)}` }),
  deleteFromBlackList: (names, { userIDList }) => ({ says: `unblocks ${names.users(userIDList)}` }),
};

/** A call about one invitation, with its data. */
function about(verb: string): PhraseOf {
  return (names, args, inviteID) => {
    if (!names.knowsInvitation(inviteID)) return undefined;
    const data = String(args.data ?? '');
    return {
      says: `${verb} ${names.invitation(inviteID)}`,
      options: data === '' ? {} : { data: asSent(data) },
    };
  };
}

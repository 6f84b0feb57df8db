import { KICKED } from '../../hub/core/session.js';
import { CODE } from '../../im/error-codes.js';
import { isGroupMessage } from '../../im/wire.js';
import { ACTION } from '../../signaling/action.js';
import type { InvitationSignal } from '../../signaling/invitation-reducer.js';
import type { TraceEvent } from '../../trace/event.js';
import { trackedSignal } from '../../trace/tracker.js';
import { formatDuration } from '../format/duration.js';
import { echoOf, isByUser } from '../own-call-echo.js';
import { argsOf, type CallEvent, callLine, plainCall, pushOption } from './call-lines.js';
import { heardLine } from './heard-lines.js';
import { InitialGroups } from './initial-groups.js';
import type { RecordedNames } from './names.js';
import { type RecordedAction, RecordedActions, type SentSignal, settle } from './recorded-actions.js';
import { type RecordedDevice, type RecordedSetting, RecordedUsers } from './recorded-users.js';
import { line, type Script, type ScriptLine } from './script.js';
import { messageLine, signalLine } from './signal-lines.js';
import { asExpected, asExpectedText } from './written-data.js';

/** A trace as a script: what its users did, in the words of a scenario, and what they were told. */
export function readTrace(
  title: string,
  events: readonly TraceEvent[],
  surroundings: RecordedSetting = {},
  endedAt?: number,
): { script: Script; names: RecordedNames } {
  const recorded = new RecordedUsers(events, surroundings);
  return {
    script: new TraceReader(events, surroundings, recorded).read(title, endedAt),
    names: recorded.names,
  };
}

type Of<Kind extends TraceEvent['kind']> = Extract<TraceEvent, { kind: Kind }>;

interface OpenCall {
  event: CallEvent;
  line: ScriptLine | undefined;
  action: RecordedAction | undefined;
}

const ACTION_OF_METHOD: Readonly<Record<string, number>> = {
  invite: ACTION.invite,
  inviteInGroup: ACTION.invite,
  cancel: ACTION.cancel,
  accept: ACTION.accept,
  reject: ACTION.reject,
};

/** The signal that a call sends: whoever answers does so for himself, and a cancel is for all who are pending. */
function calledSignal(user: string, inviteID: string, actionType: number): InvitationSignal {
  const answers = actionType === ACTION.accept || actionType === ACTION.reject;
  return { inviteID, actionType, ...(answers ? { inviteeList: [user] } : {}) };
}

/** The hub knows no such group, or no such user. */
const UNKNOWN: ReadonlySet<number> = new Set([
  CODE.ERR_SVR_GROUP_NOT_FOUND,
  CODE.ERR_SVR_GROUP_INVALID_GROUPID,
  CODE.ERR_SVR_MSG_INVALID_ID,
]);

class TraceReader {
  #events: readonly TraceEvent[];
  #recorded: RecordedUsers;
  #actions = new RecordedActions();
  #open: OpenCall[] = [];
  #startedAt: number;
  #namedUsers = new Set<string>();
  #groups: InitialGroups;
  #notes = new Set<string>();

  constructor(events: readonly TraceEvent[], surroundings: RecordedSetting, recorded: RecordedUsers) {
    this.#events = events;
    this.#groups = new InitialGroups(surroundings);
    this.#recorded = recorded;
    this.#startedAt = events[0]?.at ?? 0;
  }

  read(title: string, endedAt: number | undefined): Script {
    for (const [index, event] of this.#events.entries()) this.#take(event, index);
    const { lines } = this.#actions;
    // A hub that stops, or a test that ends, takes all lines down: nobody means that.
    while (lines.at(-1)?.says.match(/ crashes$| is cut off$/)) lines.pop();
    const first = lines[0]?.at ?? 0;
    for (const each of lines) if (each.at !== undefined) each.at -= first;
    const groups = this.#groups.list(this.#recorded.names.groups());
    for (const { members } of groups) for (const member of members) this.#namedUsers.add(member);
    const last = lines.at(-1)?.at ?? 0;
    return {
      title,
      users: this.#recorded.scriptUsers(this.#namedUsers),
      groups: groups.map(({ name, type, members }) => ({
        name: this.#recorded.names.group(name),
        type,
        members: members.map((member) => this.#recorded.names.user(member)),
      })),
      lines,
      notes: [...this.#notes],
      quietMs: endedAt === undefined ? 0 : Math.max(0, endedAt - this.#startedAt - first - last),
    };
  }

  #take(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'call':
        this.#call(event);
        break;
      case 'result':
        this.#result(event);
        break;
      case 'event':
        this.#heard(event);
        break;
      case 'message':
        this.#message(event);
        this.#passed(event);
        break;
      case 'modified':
        this.#modified(event);
        break;
      case 'push':
        this.#push(event);
        break;
      case 'login':
        this.#comes(event);
        break;
      case 'logout':
        this.#goes(event, index);
        break;
      case 'fault':
        this.#fault(event);
        break;
    }
  }

  #at(event: TraceEvent): number {
    return event.at - this.#startedAt;
  }

  #does(
    event: TraceEvent,
    device: RecordedDevice,
    made: ScriptLine | undefined,
    sent?: Pick<SentSignal, 'signal' | 'open'>,
  ) {
    if (!made) return undefined;
    this.#namedUsers.add(device.user);
    return this.#actions.add(made, sent && { ...sent, at: event.at, device });
  }

  #call(event: CallEvent): void {
    if (event.user === '' && event.method !== 'login') return;
    const device = this.#recorded.device(event.user || String(event.args.userID), event.device);
    const { inviteID = '', method, args } = event;
    const actionType = ACTION_OF_METHOD[method];
    if (this.#isFromBefore(inviteID, actionType)) return;
    const made = callLine(this.#recorded.names, this.#recorded.who(device), this.#at(event), event);
    if (made) this.#mention(args);
    const action = this.#does(
      event,
      device,
      made,
      actionType === undefined
        ? undefined
        : { signal: calledSignal(device.user, inviteID, actionType), open: true },
    );
    this.#open.push({ event, line: made, action });
  }

  /** Everybody and every group that a call names. */
  #mention(args: Record<string, unknown>): void {
    const lists = [args.inviteeList, args.userList, args.memberList, args.members, args.userIDList];
    const users = [args.invitee, args.receiver, ...lists.flat()];
    for (const user of users) if (typeof user === 'string' && user !== '') this.#namedUsers.add(user);
  }

  #isFromBefore(inviteID: string, actionType: number | undefined): boolean {
    if (inviteID === '' || actionType === ACTION.invite || this.#recorded.names.knowsInvitation(inviteID))
      return false;
    this.#notes.add('what was done with invitations from before the recording is left out');
    return true;
  }

  #result(event: Of<'result'>): void {
    const isOf = ({ event: call }: OpenCall) =>
      call.method === event.method &&
      call.device === event.device &&
      call.inviteID === event.inviteID &&
      (call.user === event.user || call.user === '' || event.user === '');
    // Of two calls at once the SDK refuses the second.
    const index = event.ok ? this.#open.findIndex(isOf) : this.#open.findLastIndex(isOf);
    const [call] = index < 0 ? [] : this.#open.splice(index, 1);
    if (!call) return;
    if (call.action) settle(call.action, event.ok);
    if (event.ok) this.#succeeded(call.event, event.value);
    else this.#failed(call, event.error?.code ?? -1);
  }

  #succeeded(event: CallEvent, value: unknown): void {
    const { method, user } = event;
    const { groupID, members, userList } = argsOf(event);
    if (method === 'createGroup') {
      this.#groups.created(String(value ?? groupID));
      this.#groups.saw(groupID, [user, ...members]);
    }
    if (method === 'inviteUserToGroup') this.#groups.saw(groupID, userList);
  }

  #failed({ event, line: made }: OpenCall, code: number): void {
    const device = this.#recorded.device(event.user || String(event.args.userID), event.device);
    if (event.method === 'login') {
      const at = this.#at(event);
      this.#does(event, device, line('does', at, `${this.#recorded.who(device)} logs in`, { fails: code }));
    } else if (made) {
      made.options.fails = code;
      if (UNKNOWN.has(code)) {
        const plain = plainCall(this.#recorded.who(device), made.at ?? 0, event);
        Object.assign(made, { says: plain.says, options: { ...plain.options, fails: code } });
      }
    }
  }

  #heard(event: Of<'event'>): void {
    const device = this.#recorded.device(event.user, event.device);
    if (event.inviteID !== undefined) this.#actions.heard(device, event.inviteID);
    // Messages that are no signals are heard when the script is replayed: a hub's own trace does not tell of them.
    if (event.name.startsWith('onRecv') && event.name !== 'onReceiveNewInvitation') return;
    const { name, args } = event;
    if (this.#isEcho(event)) return;
    const seen = heardLine(this.#recorded.names, {
      who: this.#recorded.who(device),
      at: this.#at(event),
      name,
      args,
    });
    if (!seen) return;
    this.#namedUsers.add(device.user);
    this.#actions.lines.push(seen);
  }

  /** Whether a device is only told that a call of its own succeeds. */
  #isEcho({ user, device, name, args, inviteID }: Of<'event'>): boolean {
    const isOf = ({ event: call }: OpenCall) =>
      echoOf(call.method) === name &&
      call.user === user &&
      call.device === device &&
      call.inviteID === inviteID;
    return isByUser(user, args) && this.#open.some(isOf);
  }

  #message(event: Of<'message'>): void {
    const { message: wire, stored } = event;
    const device = this.#recorded.device(event.user || wire.From_Account, event.device);
    const info = trackedSignal(wire);
    if (isGroupMessage(wire))
      this.#groups.saw(wire.GroupId, [wire.From_Account, ...(info?.inviteeList ?? [])]);
    // A virtual device's messages come from its calls.
    if (device.heard && event.device !== '') return;
    const said = { who: this.#recorded.who(device), at: this.#at(event), onlineOnly: !stored };
    if (!info) {
      if (!isGroupMessage(wire)) this.#namedUsers.add(wire.To_Account);
      const made = messageLine(this.#recorded.names, said.who, said.at, wire, said.onlineOnly);
      if (made) this.#does(event, device, made);
      else this.#notes.add('messages of kinds that no step sends are left out');
      return;
    }
    if (this.#isFromBefore(info.inviteID, info.actionType)) return;
    const made = signalLine(this.#recorded.names, { ...said, info, modifies: false });
    if (made && info.actionType === ACTION.invite)
      for (const invitee of info.inviteeList) this.#namedUsers.add(invitee);
    this.#does(event, device, made, { signal: info, open: false });
  }

  #passed({ message, at }: Of<'message'>): void {
    const info = trackedSignal(message);
    if (info?.actionType === ACTION.invite) this.#actions.invited(info, at);
    else if (info) this.#actions.passed(info);
  }

  #modified(event: Of<'modified'>): void {
    const { message: wire, recalled } = event;
    const device =
      this.#recorded.find(event.user, event.device) ?? this.#recorded.device(wire.From_Account, '');
    if (device.heard && event.device !== '') return;
    const info = trackedSignal(wire);
    if (recalled || !info) {
      this.#notes.add('messages that were modified or recalled are left out where they are no signals');
      return;
    }
    if (this.#isFromBefore(info.inviteID, undefined)) return;
    const said = { who: this.#recorded.who(device), at: this.#at(event), onlineOnly: false };
    this.#does(event, device, signalLine(this.#recorded.names, { ...said, info, modifies: true }));
  }

  #push(event: Of<'push'>): void {
    const { title, desc, ext, from, user } = event;
    this.#namedUsers.add(user);
    // The hub's trace tells what a real app asked to be shown only by what was shown.
    const sent = this.#actions.lines.findLast((each) => each.role === 'does');
    const sender = this.#recorded.devicesOf(from)[0];
    const isInvite =
      sent && sender && !sender.heard && sent.says.startsWith(`${this.#recorded.who(sender)} invites `);
    if (isInvite) sent.options.push ??= pushOption({ title, desc, ext });
    this.#actions.lines.push(
      line('sees', this.#at(event), `${this.#recorded.names.user(user)} gets a push`, {
        ...(title === '' ? {} : { title: asExpectedText(title) }),
        ...(desc === '' ? {} : { desc: asExpectedText(desc) }),
        ...(ext === '' ? {} : { ext: asExpected(ext) }),
      }),
    );
  }

  #comes(event: Of<'login'>): void {
    const device = this.#recorded.device(event.user, event.device);
    const { now } = device;
    device.now = 'online';
    if (now === 'online') return;
    if (this.#actions.lines.length === 0) {
      // Who comes before anything is done was there from the beginning.
      device.online = true;
      return;
    }
    const how = now === 'cut off' ? 'is connected again' : now === 'crashed' ? 'starts again' : 'logs in';
    this.#does(event, device, line('does', this.#at(event), `${this.#recorded.who(device)} ${how}`));
  }

  #goes(event: Of<'logout'>, index: number): void {
    const device = this.#recorded.device(event.user, event.device);
    if (device.now !== 'online') return;
    device.now = 'out';
    if (event.reason === KICKED) return;
    const done = line('does', this.#at(event), `${this.#recorded.who(device)} logs out`);
    if (event.reason === 'connection closed') {
      device.now = this.#comesBack(event, index) ? 'cut off' : 'crashed';
      done.says = `${this.#recorded.who(device)} ${device.now === 'cut off' ? 'is cut off' : 'crashes'}`;
    } else if (event.reason !== 'logged out') done.remarks.push(event.reason);
    // Who leaves before anything is done was not there.
    if (this.#actions.lines.length === 0 && device.now === 'out') device.online = false;
    else this.#does(event, device, done);
  }

  /** Whether the same app is there again later, with no word of a crash. */
  #comesBack({ user, device }: TraceEvent, index: number): boolean {
    for (const later of this.#events.slice(index + 1)) {
      if (later.user !== user || later.device !== device) continue;
      if (later.kind === 'login') return true;
      if (later.kind === 'fault' && later.name === 'crash') return false;
    }
    return false;
  }

  #fault(event: Of<'fault'>): void {
    const { name, args } = event;
    if (name === 'clock') {
      const { user, device, aheadMs } = args as { user: string; device?: string; aheadMs: number };
      const target = this.#recorded.device(user, device ?? '');
      const way = aheadMs === 0 ? 'right' : aheadMs > 0 ? 'ahead by' : 'behind by';
      const options = aheadMs === 0 ? {} : { time: formatDuration(Math.abs(aheadMs)) };
      this.#does(
        event,
        target,
        line('does', this.#at(event), `${this.#recorded.who(target)}'s clock is ${way}`, options),
      );
    } else if (name.startsWith('network')) this.#notes.add('faults of the network are left out');
  }
}

import { ACTION } from '../signaling/action.js';
import { dialects } from '../signaling/dialects/index.js';
import { signalOf } from '../signaling/read-wire.js';
import type { TraceError, TraceEvent } from './event.js';
import type { MessageStep, NoteStep, Sequence, SequenceParticipant, SequenceStep, Tone } from './sequence.js';

export interface TraceSequenceOptions {
  title?: string;
  /** Names of invitations by inviteID. */
  names?: ReadonlyMap<string, string>;
  /** Unix ms at which time 0 lies; default: the first event. */
  startedAt?: number;
  /** Users from left to right; default: as they appear. */
  users?: readonly string[];
  /** Answers of the hub that are to be drawn, each after an event: a trace does not tell of them by itself. */
  answers?: readonly DrawnAnswer[];
}

/** The hub's answer to a request arrives at a device. */
export interface DrawnAnswer {
  /** The event's seq. */
  after: number;
  /** Unix ms. */
  at: number;
  user: string;
  device: string;
  label: string;
}

const HUB = 'hub';

/** A trace as a sequence diagram: what devices call goes to the hub, what they hear comes from it. */
export function sequenceOfTrace(events: readonly TraceEvent[], options: TraceSequenceOptions = {}): Sequence {
  const drawing = new TraceDrawing(
    options.names ?? new Map(),
    options.startedAt ?? events[0]?.at ?? 0,
    options.users ?? [],
  );
  const answers = Map.groupBy(options.answers ?? [], ({ after }) => after);
  for (const event of events) {
    drawing.take(event);
    for (const answer of answers.get(event.seq) ?? []) drawing.answer(answer);
  }
  return { ...(options.title === undefined ? {} : { title: options.title }), ...drawing.done() };
}

class TraceDrawing {
  #names: ReadonlyMap<string, string>;
  #startedAt: number;
  #devices = new Map<string, SequenceParticipant>();
  #steps: SequenceStep[] = [];
  #users: readonly string[];

  constructor(names: ReadonlyMap<string, string>, startedAt: number, users: readonly string[]) {
    this.#users = users;
    this.#names = names;
    this.#startedAt = startedAt;
  }

  done(): { participants: SequenceParticipant[]; steps: SequenceStep[] } {
    const place = ({ id }: SequenceParticipant) => this.#users.indexOf(id.split('/')[0]!);
    const devices = [...this.#devices.values()].sort((a, b) => place(a) - place(b));
    const seats = new Map<string, number>();
    for (const { id } of devices) {
      const user = id.split('/')[0]!;
      seats.set(user, (seats.get(user) ?? 0) + 1);
    }
    const labelled = devices.map(({ id }) => {
      const [user, device] = id.split('/') as [string, string];
      return { id, label: seats.get(user)! > 1 ? `${user}'s ${device}` : user };
    });
    const [first, ...others] = labelled;
    const hub = { id: HUB, label: 'hub' };
    return { participants: first ? [first, hub, ...others] : [], steps: this.#steps };
  }

  take(event: TraceEvent): void {
    switch (event.kind) {
      case 'call': {
        const user = event.user || String(event.args.userID ?? '');
        if (user === '' || event.method === 'login') return;
        this.#message(
          event,
          this.#device(user, event.device),
          HUB,
          this.#callLabel(event),
          toneOf(event.method),
        );
        return;
      }
      case 'result':
        if (!event.ok && event.error) this.#failed(event, event.error);
        return;
      case 'event':
        this.#message(
          event,
          HUB,
          this.#device(event.user, event.device),
          this.#eventLabel(event),
          toneOf(event.name),
        );
        return;
      case 'message':
        this.#timeout(event);
        return;
      case 'push':
        this.#message(
          event,
          HUB,
          this.#device(event.user, ''),
          `push: ${[event.title, event.desc].filter(Boolean).join(', ')}`,
          'plain',
        );
        return;
      case 'login':
        this.#note(event, event.user, 'logs in', 'plain');
        return;
      case 'logout':
        this.#note(event, event.user, `goes offline (${event.reason})`, 'plain');
        return;
      case 'frame':
        this.#frame(event);
        return;
      case 'fault':
        this.#note(event, event.user, `${event.name}${argsText(event.args)}`, 'bad');
        return;
      case 'assertion':
        if (!event.ok) this.#note(event, '', `failed: ${event.text}`, 'bad');
        return;
    }
  }

  #failed(event: Extract<TraceEvent, { kind: 'result' }>, { code, message }: TraceError): void {
    const { inviteID } = event;
    const text = inviteID ? message.replaceAll(inviteID, this.#name(inviteID)) : message;
    this.#note(event, event.user, `${event.method} failed: ${code} ${text}`, 'bad');
  }

  /** A device's own timer sends it: no call stands for it. */
  #timeout(event: Extract<TraceEvent, { kind: 'message' }>): void {
    const { MsgBody, CloudCustomData } = event.message;
    const info = signalOf(dialects.native, MsgBody, CloudCustomData);
    if (info?.actionType !== ACTION.timeout) return;
    const label = ['time-out', info.inviteeList.join(', '), this.#name(info.inviteID)].join(' ');
    this.#message(event, this.#device(event.user, event.device), HUB, label, 'timeout');
  }

  answer({ at, user, device, label }: DrawnAnswer): void {
    const to = this.#device(user, device);
    this.#steps.push({ kind: 'message', from: HUB, to, label, tone: 'plain', at: at - this.#startedAt });
  }

  #frame(event: Extract<TraceEvent, { kind: 'frame' }>): void {
    if (event.fate !== 'lost' && event.fate !== 'duplicated') return;
    const device = this.#device(event.user, event.device);
    const [from, to] = event.direction === 'up' ? [device, HUB] : [HUB, device];
    const label = `${event.command.split('.').pop()} ${event.fate === 'lost' ? 'lost' : 'twice'}`;
    const step = this.#message(event, from, to, label, 'bad');
    if (event.fate === 'lost') step.lost = true;
  }

  #device(user: string, device: string): string {
    if (device === '') {
      for (const id of this.#devices.keys()) if (id.startsWith(`${user}/`)) return id;
    }
    const id = `${user}/${device || 'phone'}`;
    if (!this.#devices.has(id)) this.#devices.set(id, { id });
    return id;
  }

  #message(event: TraceEvent, from: string, to: string, label: string, tone: Tone): MessageStep {
    const step: MessageStep = { kind: 'message', from, to, label, tone, at: event.at - this.#startedAt };
    const detail = detailOf(event);
    if (detail !== undefined) step.detail = detail;
    this.#steps.push(step);
    return step;
  }

  #note(event: TraceEvent, user: string, label: string, tone: Tone): void {
    const over = user === '' ? [HUB] : [this.#device(user, event.device)];
    const step: NoteStep = { kind: 'note', over, label, tone, at: event.at - this.#startedAt };
    this.#steps.push(step);
  }

  #name(inviteID: string | undefined): string {
    if (inviteID === undefined) return '';
    return this.#names.get(inviteID) ?? inviteID.slice(0, 8);
  }

  #callLabel({ method, args, inviteID }: Extract<TraceEvent, { kind: 'call' }>): string {
    const to = args.invitee ?? (Array.isArray(args.inviteeList) ? args.inviteeList.join(', ') : undefined);
    const target = to ?? args.receiver ?? args.groupID ?? '';
    const text =
      `${method} ${[target, this.#name(inviteID)].filter((part) => part !== '').join(': ')}`.trim();
    return typeof args.timeout === 'number' && args.timeout > 0 ? `${text} (${args.timeout} s)` : text;
  }

  #eventLabel({ name, args, inviteID }: Extract<TraceEvent, { kind: 'event' }>): string {
    const who =
      args.invitee ??
      (name === 'onInvitationTimeout' ? (args.inviteeList as string[]).join(', ') : undefined);
    return [name, who, this.#name(inviteID)].filter((part) => part !== undefined && part !== '').join(' ');
  }
}

function toneOf(name: string): Tone {
  const word = name.toLowerCase();
  for (const tone of ['cancel', 'accept', 'reject', 'timeout', 'modif'] as const) {
    if (word.includes(tone)) return tone === 'modif' ? 'modify' : tone;
  }
  return word.includes('invit') ? 'invite' : 'plain';
}

function argsText(args: Record<string, unknown>): string {
  const parts = Object.entries(args).map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}

function detailOf(event: TraceEvent): string | undefined {
  if (event.kind === 'call' || event.kind === 'event') return JSON.stringify(event.args, null, 2);
  return undefined;
}

import type { Clock } from '../../runtime/clock.js';
import type { Entropy } from '../../runtime/entropy.js';
import type { Trace } from '../../trace/trace.js';
import type { Passage } from './fault.js';
import { type FaultName, faults } from './faults/index.js';
import { frameSubject, type Subject } from './frame-subject.js';
import { type Frame, type Network, noteFrame } from './network.js';

/** Which frames a rule strikes; what is left out does not matter. */
export interface FrameFilter {
  user?: string;
  device?: string;
  direction?: Frame['direction'];
  subject?: Subject;
  inviteID?: string;
  /** Only requests and pushes, or only answers. */
  answer?: boolean;
}

/** Faults for some frames. */
export interface Rule {
  filter: FrameFilter;
  /** Settings as the faults' schemas give them. */
  faults: Partial<Record<FaultName, unknown>>;
  /** How many frames it strikes before it is spent; Infinity for no end. */
  remaining: number;
}

/** A frame that waits for a word. */
export interface HeldFrame {
  /** `bob/phone up 3`: the third frame that bob's phone sent. */
  id: string;
  /** The way it goes: those on one way keep their order. */
  channel: string;
  frame: Frame;
  /** When it was sent, unix ms. */
  sentAt: number;
  deliver: () => void;
  /** Whether the line still stands that it goes over. */
  alive: () => boolean;
}

const NAMES = Object.keys(faults) as FaultName[];

/**
 * A network that can be made bad, rule by rule; with the same seed it is bad in the same way. Without rules it is perfect.
 *
 * While it is held, frames pile up in {@link FaultyNetwork.held} until {@link FaultyNetwork.release} is called for each.
 */
export class FaultyNetwork implements Network {
  #clock: Clock;
  #entropy: Entropy;
  #trace: Trace;
  #rules: Rule[] = [];
  #holds: FrameFilter[] = [];
  #held: HeldFrame[] = [];
  /** Per way: how many frames are under way in order, and when the last of them arrives. */
  #queues = new Map<string, { pending: number; last: number }>();
  #counts = new Map<string, number>();

  constructor(clock: Clock, entropy: Entropy, trace: Trace) {
    this.#clock = clock;
    this.#entropy = entropy;
    this.#trace = trace;
  }

  /** @returns a function that takes the rule away */
  add(rule: Rule): () => void {
    this.#rules.push(rule);
    return () => {
      this.#rules = this.#rules.filter((each) => each !== rule);
    };
  }

  /** Takes away all rules for these frames: all rules of a user, of a device, of everybody. */
  clear(filter: Pick<FrameFilter, 'user' | 'device'> = {}): void {
    this.#rules = this.#rules.filter(
      ({ filter: { user, device } }) =>
        (filter.user !== undefined && filter.user !== user) ||
        (filter.device !== undefined && filter.device !== device),
    );
  }

  /** From now on such frames wait to be released. */
  hold(filter: FrameFilter = {}): void {
    this.#holds.push(filter);
  }

  /** Lets go what is held, first sent first, and holds no more. */
  unhold(): void {
    this.#holds = [];
    const held = this.#held;
    this.#held = [];
    for (const { deliver } of held) deliver();
  }

  /** Holds no more of a user's; what is held already stays so. */
  stopHolding(user: string): void {
    this.#holds = this.#holds.filter((filter) => filter.user !== user);
  }

  /** Whether it lets everything pass, and nothing is under way. */
  get isPerfect(): boolean {
    return this.#rules.length === 0 && this.#holds.length === 0 && this.#queues.size === 0;
  }

  get isHolding(): boolean {
    return this.#holds.length > 0;
  }

  /** What can still arrive, first sent first. */
  get held(): readonly HeldFrame[] {
    if (!this.#held.every(({ alive }) => alive())) this.#held = this.#held.filter(({ alive }) => alive());
    return this.#held;
  }

  /** Delivers a held frame; `copies` 0 loses it, 2 duplicates it. */
  release(held: HeldFrame, copies = 1): void {
    this.#held = this.#held.filter((each) => each !== held);
    if (copies !== 1) noteFrame(this.#trace, held.frame, copies === 0 ? 'lost' : 'duplicated');
    else noteFrame(this.#trace, held.frame, 'delivered');
    for (let copy = 0; copy < copies; copy++) held.deliver();
  }

  carry(frame: Frame, deliver: () => void, alive: () => boolean): void {
    if (this.#holds.length > 0 && this.#holds.some((filter) => strikes(filter, frame))) {
      const channel = channelOf(frame);
      const count = (this.#counts.get(channel) ?? 0) + 1;
      this.#counts.set(channel, count);
      const sentAt = this.#clock.now();
      const copies = this.#rules.length === 0 ? 1 : this.#copies(frame);
      const held = { id: `${channel} ${count}`, channel, frame, sentAt, deliver, alive };
      for (let copy = 0; copy < copies; copy++)
        this.#held.push(copy === 0 ? held : { ...held, id: `${held.id} again` });
      return;
    }
    if (this.#rules.length === 0 && this.#queues.size === 0) {
      deliver();
      return;
    }
    this.#carryBadly(frame, deliver);
  }

  /** How often a held frame is there: what is lost is lost before it is held, and delays don't count. */
  #copies(frame: Frame): number {
    const { fate, arrivals } = this.#strike(frame);
    if (fate === 'lost' || fate === 'duplicated') noteFrame(this.#trace, frame, fate);
    return arrivals.length;
  }

  #carryBadly(frame: Frame, deliver: () => void): void {
    const { arrivals, inOrder, fate } = this.#strike(frame);
    if (fate !== 'delivered') noteFrame(this.#trace, frame, fate);
    for (const ms of arrivals) {
      if (inOrder) this.#inOrder(channelOf(frame), ms, deliver);
      else this.#clock.setTimer(ms, deliver);
    }
  }

  /** What the rules do to a frame. */
  #strike(frame: Frame): Passage {
    const passage: Passage = { arrivals: [0], inOrder: true, fate: 'delivered' };
    for (const rule of this.#rules) {
      if (rule.remaining <= 0 || !strikes(rule.filter, frame)) continue;
      rule.remaining--;
      for (const name of NAMES) {
        const setting = rule.faults[name];
        if (setting !== undefined) faults[name].strike(passage, setting as never, this.#entropy);
      }
    }
    this.#rules = this.#rules.filter((rule) => rule.remaining > 0);
    return passage;
  }

  #inOrder(channel: string, ms: number, deliver: () => void): void {
    const now = this.#clock.now();
    const queue = this.#queues.get(channel);
    if (!queue && ms === 0) {
      deliver();
      return;
    }
    const last = Math.max(now + ms, queue?.last ?? 0);
    this.#queues.set(channel, { pending: (queue?.pending ?? 0) + 1, last });
    this.#clock.setTimer(last - now, () => {
      const { pending, last } = this.#queues.get(channel)!;
      if (pending === 1) this.#queues.delete(channel);
      else this.#queues.set(channel, { pending: pending - 1, last });
      deliver();
    });
  }
}

function channelOf({ user, device, direction }: Frame): string {
  return `${user}/${device} ${direction}`;
}

/** Whether a filter means this frame. */
export function strikes(filter: FrameFilter, frame: Frame): boolean {
  if (filter.user !== undefined && filter.user !== frame.user) return false;
  if (filter.device !== undefined && filter.device !== frame.device) return false;
  if (filter.direction !== undefined && filter.direction !== frame.direction) return false;
  if (filter.subject === undefined && filter.inviteID === undefined && filter.answer === undefined)
    return true;
  const { subject, inviteID, answer } = frameSubject(frame);
  return (
    (filter.subject === undefined || filter.subject === subject) &&
    (filter.inviteID === undefined || filter.inviteID === inviteID) &&
    (filter.answer === undefined || filter.answer === answer)
  );
}

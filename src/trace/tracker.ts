import { CUSTOM_ELEM } from '../im/elements.js';
import type { WireMessage } from '../im/wire.js';
import { BoundedMap } from '../runtime/bounded-map.js';
import { ACTION } from '../signaling/action.js';
import { dialects } from '../signaling/dialects/index.js';
import { createInvitation, type Invitation, pendingInvitees } from '../signaling/invitation.js';
import { nextInvitation } from '../signaling/invitation-reducer.js';
import { signalOf } from '../signaling/read-wire.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';

/** A signal as it passed the hub. */
export interface TrackedSignal {
  /** When the hub took it, unix ms. */
  at: number;
  from: string;
  info: SignalingInfo;
  wire: WireMessage;
  /** Whether it is in history. */
  stored: boolean;
  /** The invite's message with new data, not a message of its own. */
  modifies: boolean;
}

/** An invitation as the hub has seen it pass: what the messages say, whoever sent them. */
export interface TrackedInvitation {
  invitation: Invitation;
  /** Old to new, the invite first; without what passed before a restart if it was for online users only. */
  signals: TrackedSignal[];
  /** When the last invitee's state became final, unix ms. */
  endedAt: number | undefined;
  /** How many came before it: of those sent in the same millisecond too, each keeps its place. */
  order: number;
}

interface Sighting {
  wire: WireMessage;
  stored: boolean;
  modifies: boolean;
  at: number;
}

export interface TrackerLimits {
  /** Invitations that are over and still remembered. */
  ended?: number;
  /** Live ones; the oldest beyond are forgotten. */
  live?: number;
}

/** No invitation needs more; what a runaway sender adds beyond is not kept. */
const MAX_SIGNALS = 1000;
/** Sightings that may wait to be looked at. */
const BATCH = 512;

/**
 * Makes invitations of the messages that pass a hub. Taking a message costs next to nothing: it is read when somebody
 * asks, or when many wait.
 */
export class Tracker {
  #live: BoundedMap<string, TrackedInvitation>;
  #ended: BoundedMap<string, TrackedInvitation>;
  #begun = 0;
  #waiting: Sighting[] = [];

  constructor(limits: TrackerLimits = {}) {
    this.#live = new BoundedMap(limits.live ?? 100_000);
    this.#ended = new BoundedMap(limits.ended ?? 10_000);
  }

  /** A message passes. @param at when the hub took it, unix ms */
  message(wire: WireMessage, stored: boolean, at: number): void {
    if (mayBeSignal(wire)) this.#see({ wire, stored, modifies: false, at });
  }

  /** A stored message was modified. */
  modified(wire: WireMessage, at: number): void {
    if (mayBeSignal(wire)) this.#see({ wire, stored: true, modifies: true, at });
  }

  /** Takes over what is known of an invitation whose messages are in no history; one known already stays as it is. */
  adopt(invitation: Invitation): void {
    if (this.get(invitation.inviteID) || pendingInvitees(invitation).length === 0) return;
    this.#live.set(invitation.inviteID, {
      invitation,
      signals: [],
      endedAt: undefined,
      order: this.#begun++,
    });
  }

  /** All it remembers, in the order of their invites. */
  all(): TrackedInvitation[] {
    this.#catchUp();
    return [...this.#ended.values(), ...this.#live.values()].sort(
      (a, b) => a.invitation.sentAt - b.invitation.sentAt || a.order - b.order,
    );
  }

  get(inviteID: string): TrackedInvitation | undefined {
    this.#catchUp();
    return this.#live.get(inviteID) ?? this.#ended.get(inviteID);
  }

  clear(): void {
    this.#waiting = [];
    this.#live.clear();
    this.#ended.clear();
  }

  #see(sighting: Sighting): void {
    this.#waiting.push(sighting);
    if (this.#waiting.length >= BATCH) this.#catchUp();
  }

  #catchUp(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const sighting of waiting) this.#take(sighting);
  }

  #take({ wire, stored, modifies, at }: Sighting): void {
    const info = trackedSignal(wire);
    if (!info) return;
    const signal: TrackedSignal = { at, from: wire.From_Account, info, wire, stored, modifies };
    const known = this.#live.get(info.inviteID) ?? this.#ended.get(info.inviteID);
    if (!known) {
      if (info.actionType === ACTION.invite) this.#begin(signal);
      return;
    }
    if (known.signals.length < MAX_SIGNALS) known.signals.push(signal);
    known.invitation = nextInvitation(known.invitation, modifies ? { ...info, modifies } : info);
    if (known.endedAt === undefined && pendingInvitees(known.invitation).length === 0) this.#end(known, at);
  }

  #begin(signal: TrackedSignal): void {
    const { info, at, stored } = signal;
    const invitation = createInvitation(info, at, !stored);
    this.#live.set(info.inviteID, {
      invitation,
      signals: [signal],
      endedAt: undefined,
      order: this.#begun++,
    });
  }

  #end(tracked: TrackedInvitation, at: number): void {
    const { inviteID } = tracked.invitation;
    tracked.endedAt = at;
    this.#live.delete(inviteID);
    this.#ended.set(inviteID, tracked);
  }
}

/** The signal in a message, as any SDK would take it: one that only some see is tracked too. */
export function trackedSignal(wire: WireMessage): SignalingInfo | undefined {
  if (!mayBeSignal(wire)) return undefined;
  const { MsgBody, CloudCustomData } = wire;
  const info =
    signalOf(dialects.web, MsgBody, CloudCustomData) ?? signalOf(dialects.native, MsgBody, CloudCustomData);
  return info?.inviteID ? info : undefined;
}

/** Every signal has the word in its first custom element; no text is parsed to find out that there is none. */
function mayBeSignal(wire: WireMessage): boolean {
  for (const { MsgType, MsgContent } of wire.MsgBody) {
    if (MsgType !== CUSTOM_ELEM) continue;
    const { Data } = MsgContent;
    return typeof Data === 'string' && Data.includes('inviteID');
  }
  return false;
}

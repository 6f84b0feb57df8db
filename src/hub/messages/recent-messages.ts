import type { MsgElement } from '../../im/elements.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import type { MessageDeduplication, SendAnswer } from '../core/message-deduplication.js';
import type { Store } from '../store/store.js';
import { roughSize } from './message-size.js';

/** The vendor's page on REST sendmsg: within 120 s the same sender, MsgSeq, MsgRandom and content are the same message. */
const C2C_S = 120;
/** The vendor's page on REST send_group_msg: the same Random within five minutes is the same message. */
const GROUP_S = 300;

/** So many messages are remembered at least, or of this many characters; the oldest make room, many at a time. */
const KEPT = 20_000;
const KEPT_SIZE = 16 * 1024 * 1024;
/** Stored messages looked at in one go. */
const PAGE = 200;

/** What a C2C message is known again by. */
export function c2cMessageKey(from: string, to: string, seq: number, random: number): string {
  return `${from} ${to} ${seq} ${random}`;
}

/** What a group message is known again by. */
export function groupMessageKey(groupID: string, from: string, random: number): string {
  return `${groupID} ${from} ${random}`;
}

/**
 * Remembers what was sent a moment ago: SDKs send again what was not answered, and a bad network doubles frames. A repeat
 * gets the first one's answer and goes no further.
 */
export class RecentMessages implements MessageDeduplication {
  #young = new Map<string, WireMessage>();
  #old = new Map<string, WireMessage>();
  #youngSize = 0;

  /** How many messages are remembered. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** The answer that the same message got, or undefined for a new one. */
  find(key: string, content: readonly MsgElement[], now: number): SendAnswer | undefined {
    const sent = this.#young.get(key) ?? this.#old.get(key);
    if (!sent) return undefined;
    const { MsgTime, MsgBody, MsgVersion, MsgSeq } = sent;
    const isGroup = isGroupMessage(sent);
    if (MsgTime + (isGroup ? GROUP_S : C2C_S) < now) return undefined;
    // Somebody modified it before a restart: then its numbers alone must do.
    if (MsgVersion === 0 && JSON.stringify(MsgBody) !== JSON.stringify(content)) return undefined;
    return isGroup ? { MsgTime, MsgSeq } : { MsgTime, MsgKey: sent.MsgKey };
  }

  /** @param key the message's own, which the caller had to make to ask for it */
  add(key: string, message: WireMessage): void {
    if (this.#young.size >= KEPT || this.#youngSize >= KEPT_SIZE) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngSize = 0;
    }
    this.#youngSize += roughSize(message.MsgBody);
    this.#young.set(key, message);
  }

  /**
   * Takes up what a store says was sent lately, in place of all that was known: a device that was not answered by a hub
   * that is gone sends again to the next one. What was for online users only has left no trace, and would be pushed twice.
   */
  recall(store: Store, now: number): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#youngSize = 0;
    const found: WireMessage[] = [];
    for (let beforeID = Number.MAX_SAFE_INTEGER; found.length < KEPT; ) {
      const page = store.logBefore(beforeID, PAGE);
      const recent = page.filter(({ wire }) => wire.MsgTime >= now - GROUP_S);
      found.push(...recent.map(({ wire }) => wire));
      if (recent.length === 0) break;
      beforeID = page.at(-1)!.id;
    }
    for (const wire of found.reverse()) this.add(keyOf(wire), wire);
  }
}

function keyOf(wire: WireMessage): string {
  return isGroupMessage(wire)
    ? groupMessageKey(wire.GroupId, wire.From_Account, wire.Random)
    : c2cMessageKey(wire.From_Account, wire.To_Account, wire.MsgSeq, wire.MsgRandom);
}

import { isGroupMessage } from '../../im/wire.js';
import type { StoredMessage } from './store.js';
import { UnreadCounts } from './unread-counts.js';

/**
 * One conversation's messages in the order of its history: in C2C by time, then the sender's MsgSeq, then arrival (the
 * vendor's order); in a group by the group's own MsgSeq.
 */
export class Conversation {
  readonly key: string;
  list: StoredMessage[] = [];
  /** The greatest id in it. */
  newestID = 0;
  readonly unread = new UnreadCounts();
  /** Whether the history's order is the order of arrival too: nearly always so. */
  #arrivedInOrder = true;

  constructor(key: string) {
    this.key = key;
  }

  add(message: StoredMessage): void {
    const { list } = this;
    if (message.id > this.newestID) this.newestID = message.id;
    let place = list.length;
    while (place > 0 && compare(list[place - 1]!, message) > 0) place--;
    if (place < list.length) this.#arrivedInOrder = false;
    if (place === list.length) list.push(message);
    else list.splice(place, 0, message);
  }

  /** Those after an id, in order of arrival. */
  *after(id: number): Generator<StoredMessage> {
    const ordered = this.#arrivedInOrder ? this.list : this.list.toSorted((a, b) => a.id - b.id);
    for (let index = firstAfter(ordered, id); index < ordered.length; index++) yield ordered[index]!;
  }

  /** Drops messages with smaller ids. */
  forgetBefore(id: number): void {
    this.list = this.list.filter((message) => message.id >= id);
    this.unread.clear();
  }

  /** Puts the same message with other contents in the old one's place. */
  replace(before: StoredMessage, after: StoredMessage): void {
    this.list[this.list.lastIndexOf(before)] = after;
    this.unread.clear();
  }

  /** Those with this time (0 in groups) and MsgSeq. */
  at(time: number, seq: number): StoredMessage[] {
    const start = this.#firstNotBefore(time, seq, 0);
    let end = start;
    while (end < this.list.length) {
      const message = this.list[end]!;
      if (orderTime(message) !== time || message.wire.MsgSeq !== seq) break;
      end++;
    }
    return this.list.slice(start, end);
  }

  /** New to old, from the message before the one with that id (or from the newest). */
  before(
    id: number | undefined,
    limit: number,
    wanted: (message: StoredMessage) => boolean,
  ): StoredMessage[] {
    let index = this.list.length - 1;
    let olderThan = Number.POSITIVE_INFINITY;
    if (id !== undefined) {
      const place = this.list.findLastIndex((message) => message.id === id);
      if (place >= 0) index = place - 1;
      else olderThan = id;
    }
    const page: StoredMessage[] = [];
    for (; index >= 0 && page.length < limit; index--) {
      const message = this.list[index]!;
      if (message.id < olderThan && wanted(message)) page.push(message);
    }
    return page;
  }

  /** A group's messages, new to old, below that seq (or from the newest). */
  beforeSeq(seq: number | undefined, limit: number): StoredMessage[] {
    const end = seq === undefined ? this.list.length : this.#firstNotBefore(0, seq, 0);
    return this.list.slice(Math.max(0, end - limit), end).reverse();
  }

  #firstNotBefore(time: number, seq: number, id: number): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareTo(this.list[middle]!, time, seq, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Where in a list by id the first message after that id stands. */
export function firstAfter(list: readonly StoredMessage[], id: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.id <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function orderTime(message: StoredMessage): number {
  return isGroupMessage(message.wire) ? 0 : message.wire.MsgTimeStamp;
}

function compareTo(message: StoredMessage, time: number, seq: number, id: number): number {
  return orderTime(message) - time || message.wire.MsgSeq - seq || message.id - id;
}

function compare(a: StoredMessage, b: StoredMessage): number {
  return compareTo(a, orderTime(b), b.wire.MsgSeq, b.id);
}

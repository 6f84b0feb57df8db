import { SigError } from '../../im/sig-error.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { Conversation } from './conversation.js';
import { c2cKey, parseMsgKey, peerIn } from './conversation-key.js';
import { Directory } from './directory.js';
import { mostRecentFirst } from './most-recent-first.js';
import type {
  ConversationMark,
  ConversationRow,
  HistoryQuery,
  NewMessage,
  Peer,
  Store,
  StoredMessage,
  StoreSnapshot,
} from './store.js';

/**
 * So many messages are kept unless told otherwise, some 200 MB of signals: a hub that runs for weeks must not fill the
 * machine. The vendor's own history ends after 7 days (trial and standard plans).
 */
const KEPT_MESSAGES = 200_000;

/** A hub's state in this process's memory: fast, bounded, and gone when the process ends. */
export class MemoryStore extends Directory implements Store {
  #kept: number;
  /** Every message in order of id; ids of deleted groups' messages are missing. */
  #log: StoredMessage[] = [];
  #lastID = 0;
  #c2c = new Map<string, Conversation>();
  #c2cOf = new Map<string, Conversation[]>();
  #groups = new Map<string, Conversation>();

  /** @param options.keep how many messages are kept at least; the oldest of all conversations make room, many at a time */
  constructor(options: { keep?: number } = {}) {
    super();
    this.#kept = options.keep ?? KEPT_MESSAGES;
  }

  append(message: NewMessage): StoredMessage {
    const { wire, noUnread, noLastMsg, hiddenFromSender } = message;
    const conversation = this.#conversationOf(wire);
    const id = ++this.#lastID;
    const stored: StoredMessage = { id, wire, noUnread, noLastMsg, hiddenFromSender, recalled: false };
    this.#log.push(stored);
    conversation.add(stored);
    if (this.#log.length > this.#kept * 1.25) this.#forgetOldest();
    return stored;
  }

  #forgetOldest(): void {
    this.#log = this.#log.slice(-this.#kept);
    const firstID = this.#log[0]!.id;
    for (const [key, conversation] of this.#groups) {
      conversation.forgetBefore(firstID);
      if (conversation.list.length === 0) this.#groups.delete(key);
    }
    for (const [key, conversation] of this.#c2c) {
      conversation.forgetBefore(firstID);
      if (conversation.list.length > 0) continue;
      this.#c2c.delete(key);
      for (const userID of new Set(key.split(' '))) {
        const rest = this.#c2cOf.get(userID)!.filter((each) => each !== conversation);
        if (rest.length > 0) this.#c2cOf.set(userID, rest);
        else this.#c2cOf.delete(userID);
      }
    }
  }

  replace(message: StoredMessage): void {
    const index = this.#indexAfter(message.id - 1);
    const before = this.#log[index];
    if (before?.id !== message.id) throw new SigError(7011, `no message with id ${message.id} is stored`);
    this.#log[index] = message;
    this.#conversationOf(before.wire).replace(before, message);
  }

  c2cMessage(a: string, b: string, key: string): StoredMessage | undefined {
    const place = parseMsgKey(key);
    if (!place) return undefined;
    return this.#c2c
      .get(c2cKey(a, b))
      ?.at(place.time, place.seq)
      .find((message) => 'MsgKey' in message.wire && message.wire.MsgKey === key);
  }

  groupMessage(groupID: string, seq: number): StoredMessage | undefined {
    return this.#groups.get(groupID)?.at(0, seq)[0];
  }

  c2cHistory(owner: string, peer: string, query: HistoryQuery): StoredMessage[] {
    const conversation = this.#c2c.get(c2cKey(owner, peer));
    if (!conversation) return [];
    const { clearedID } = this.mark(owner, { userID: peer });
    return conversation.before(query.beforeID, query.limit, (message) =>
      isVisible(message, owner, clearedID),
    );
  }

  groupHistory(groupID: string, query: { limit: number; beforeSeq?: number }): StoredMessage[] {
    return this.#groups.get(groupID)?.beforeSeq(query.beforeSeq, query.limit) ?? [];
  }

  unreadC2C(owner: string): StoredMessage[] {
    const unread: StoredMessage[] = [];
    for (const conversation of this.#c2cOf.get(owner) ?? []) {
      const mark = this.mark(owner, { userID: peerIn(conversation.key, owner) });
      if (conversation.newestID <= mark.readID) continue;
      for (const message of conversation.list) {
        if (isUnread(message, owner, mark)) unread.push(message);
      }
    }
    return unread.sort((a, b) => a.id - b.id);
  }

  log(afterID: number, limit: number): StoredMessage[] {
    const start = this.#indexAfter(afterID);
    return this.#log.slice(start, start + limit);
  }

  logBefore(beforeID: number, limit: number): StoredMessage[] {
    const end = this.#indexAfter(beforeID - 1);
    return this.#log.slice(Math.max(0, end - limit), end).reverse();
  }

  conversations(owner: string): ConversationRow[] {
    const rows: ConversationRow[] = [];
    for (const conversation of this.#c2cOf.get(owner) ?? []) {
      this.#addRow(rows, owner, { userID: peerIn(conversation.key, owner) }, conversation);
    }
    for (const groupID of this.groupsOf(owner)) {
      const conversation = this.#groups.get(groupID);
      if (conversation) this.#addRow(rows, owner, { groupID }, conversation);
    }
    return rows.sort(mostRecentFirst);
  }

  #addRow(rows: ConversationRow[], owner: string, peer: Peer, conversation: Conversation): void {
    const mark = this.mark(owner, peer);
    if (conversation.newestID <= mark.hiddenID) return;
    const last = conversation.list.findLast(
      (message) => !message.noLastMsg && isVisible(message, owner, mark.clearedID),
    );
    let unread = 0;
    if (conversation.newestID > mark.readID) {
      for (const message of conversation.list) if (isUnread(message, owner, mark)) unread++;
    }
    rows.push({ peer, last, unread, mark });
  }

  commit(): void {}

  clear(): void {
    this.clearDirectory();
    for (const map of [this.#c2c, this.#c2cOf, this.#groups]) map.clear();
    this.#log = [];
    this.#lastID = 0;
  }

  snapshot(): StoreSnapshot {
    const { accounts, groups, ...rest } = this.directorySnapshot();
    return structuredClone({
      v: 1,
      lastID: this.#lastID,
      accounts,
      groups,
      messages: this.#log,
      ...rest,
    } satisfies StoreSnapshot);
  }

  restore(snapshot: StoreSnapshot): void {
    const own = structuredClone(snapshot);
    this.clear();
    this.restoreDirectory(own);
    for (const message of own.messages) {
      this.#log.push(message);
      this.#conversationOf(message.wire).add(message);
    }
    this.#lastID = own.lastID;
  }

  close(): void {}

  protected override newestInGroup(groupID: string): number {
    return this.#groups.get(groupID)?.newestID ?? 0;
  }

  protected override deleteGroupMessages(groupID: string): void {
    const conversation = this.#groups.get(groupID);
    if (!conversation) return;
    const gone = new Set(conversation.list);
    this.#log = this.#log.filter((message) => !gone.has(message));
    this.#groups.delete(groupID);
  }

  #conversationOf(wire: WireMessage): Conversation {
    return isGroupMessage(wire)
      ? this.#groupConversation(wire.GroupId)
      : this.#c2cConversation(wire.From_Account, wire.To_Account);
  }

  #groupConversation(groupID: string): Conversation {
    let conversation = this.#groups.get(groupID);
    if (!conversation) {
      if (!this.group(groupID)) throw new SigError(10010, `group ${groupID} does not exist`);
      conversation = new Conversation(groupID);
      this.#groups.set(groupID, conversation);
    }
    return conversation;
  }

  #c2cConversation(from: string, to: string): Conversation {
    const key = c2cKey(from, to);
    let conversation = this.#c2c.get(key);
    if (!conversation) {
      conversation = new Conversation(key);
      this.#c2c.set(key, conversation);
      for (const userID of new Set([from, to])) {
        const list = this.#c2cOf.get(userID);
        if (list) list.push(conversation);
        else this.#c2cOf.set(userID, [conversation]);
      }
    }
    return conversation;
  }

  /** Where in the log the first message after that id stands. */
  #indexAfter(id: number): number {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#log[middle]!.id <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isVisible(message: StoredMessage, owner: string, clearedID: number): boolean {
  return message.id > clearedID && !(message.hiddenFromSender && message.wire.From_Account === owner);
}

function isUnread(message: StoredMessage, owner: string, mark: ConversationMark): boolean {
  return (
    message.id > mark.readID &&
    message.id > mark.clearedID &&
    !message.noUnread &&
    !message.recalled &&
    message.wire.From_Account !== owner
  );
}

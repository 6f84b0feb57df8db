import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { Conversation, firstAfter } from './conversation.js';
import { c2cKey, parseMsgKey } from './conversation-key.js';
import { Conversations } from './conversations.js';
import { MetadataStore } from './metadata-store.js';
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
export class MemoryStore extends MetadataStore implements Store {
  #kept: number;
  /** Every message in order of id; ids of deleted groups' messages are missing. */
  #log: StoredMessage[] = [];
  #lastID = 0;
  #conversations = new Conversations<Conversation>();

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
    for (const conversation of this.#conversations.all()) {
      conversation.forgetBefore(firstID);
      if (conversation.list.length === 0) this.#conversations.delete(conversation);
    }
  }

  replace(message: StoredMessage): void {
    const index = firstAfter(this.#log, message.id - 1);
    const before = this.#log[index];
    if (before?.id !== message.id)
      throw new SigError(CODE.ERR_SDK_COMM_DATABASE_NOTFOUND, `no message with id ${message.id} is stored`);
    this.#log[index] = message;
    this.#conversationOf(before.wire).replace(before, message);
  }

  c2cMessage(a: string, b: string, key: string): StoredMessage | undefined {
    const place = parseMsgKey(key);
    if (!place) return undefined;
    return this.#conversations
      .c2c(a, b)
      ?.at(place.time, place.seq)
      .find((message) => 'MsgKey' in message.wire && message.wire.MsgKey === key);
  }

  groupMessage(groupID: string, seq: number): StoredMessage | undefined {
    return this.#conversations.group(groupID)?.at(0, seq)[0];
  }

  c2cHistory(owner: string, peer: string, query: HistoryQuery): StoredMessage[] {
    const conversation = this.#conversations.c2c(owner, peer);
    if (!conversation) return [];
    const { clearedID } = this.mark(owner, { userID: peer });
    return conversation.before(query.beforeID, query.limit, (message) =>
      isVisible(message, owner, clearedID),
    );
  }

  groupHistory(groupID: string, query: { limit: number; beforeSeq?: number }): StoredMessage[] {
    return this.#conversations.group(groupID)?.beforeSeq(query.beforeSeq, query.limit) ?? [];
  }

  unreadC2C(
    owner: string,
    { afterID, limit } = { afterID: 0, limit: Number.MAX_SAFE_INTEGER },
  ): StoredMessage[] {
    const unread: StoredMessage[] = [];
    for (const { conversation, userID } of this.#conversations.c2cOf(owner)) {
      const mark = this.mark(owner, { userID });
      const after = Math.max(mark.readID, mark.clearedID, afterID);
      if (conversation.newestID <= after) continue;
      let room = limit;
      for (const message of conversation.after(after)) {
        if (!isUnread(message, owner)) continue;
        unread.push(message);
        if (--room === 0) break;
      }
    }
    return unread.sort((a, b) => a.id - b.id).slice(0, limit);
  }

  unreadCounts(owner: string): { userID: string; count: number }[] {
    return this.#conversations
      .c2cOf(owner)
      .map(({ conversation, userID }) => {
        return { userID, count: unreadCount(conversation, owner, this.mark(owner, { userID })) };
      })
      .filter(({ count }) => count > 0);
  }

  log(afterID: number, limit: number): StoredMessage[] {
    const start = firstAfter(this.#log, afterID);
    return this.#log.slice(start, start + limit);
  }

  logBefore(beforeID: number, limit: number): StoredMessage[] {
    const end = firstAfter(this.#log, beforeID - 1);
    return this.#log.slice(Math.max(0, end - limit), end).reverse();
  }

  conversations(owner: string): ConversationRow[] {
    return this.#conversations.list(owner, this.groupsOf(owner), (peer, conversation) =>
      this.#row(owner, peer, conversation),
    );
  }

  #row(owner: string, peer: Peer, conversation: Conversation): ConversationRow | undefined {
    const mark = this.mark(owner, peer);
    if (conversation.newestID <= mark.hiddenID) return undefined;
    const last = conversation.list.findLast(
      (message) => !message.noLastMsg && isVisible(message, owner, mark.clearedID),
    );
    return { peer, last, unread: unreadCount(conversation, owner, mark), mark };
  }

  commit(): void {}

  clear(): void {
    this.clearMetadata();
    this.#conversations.clear();
    this.#log = [];
    this.#lastID = 0;
  }

  snapshotHead(): Omit<StoreSnapshot, 'messages'> {
    return structuredClone({ v: 1, lastID: this.#lastID, ...this.metadataSnapshot() } as const);
  }

  snapshot(): StoreSnapshot {
    return { ...this.snapshotHead(), messages: structuredClone(this.#log) };
  }

  restore(snapshot: StoreSnapshot): void {
    const own = structuredClone(snapshot);
    this.clear();
    this.restoreMetadata(own);
    for (const message of own.messages) {
      this.#log.push(message);
      this.#conversationOf(message.wire).add(message);
    }
    this.#lastID = own.lastID;
  }

  close(): void {}

  protected override newestInGroup(groupID: string): number {
    return this.#conversations.group(groupID)?.newestID ?? 0;
  }

  protected override deleteGroupMessages(groupID: string): void {
    const conversation = this.#conversations.group(groupID);
    if (!conversation) return;
    const gone = new Set(conversation.list);
    this.#log = this.#log.filter((message) => !gone.has(message));
    this.#conversations.delete(conversation);
  }

  #conversationOf(wire: WireMessage): Conversation {
    return this.#conversations.of(wire) ?? this.#newConversation(wire);
  }

  #newConversation(wire: WireMessage): Conversation {
    if (!isGroupMessage(wire)) {
      const conversation = new Conversation(c2cKey(wire.From_Account, wire.To_Account));
      this.#conversations.addC2C(conversation);
      return conversation;
    }
    if (!this.group(wire.GroupId))
      throw new SigError(CODE.ERR_SVR_GROUP_NOT_FOUND, `group ${wire.GroupId} does not exist`);
    const conversation = new Conversation(wire.GroupId);
    this.#conversations.addGroup(conversation);
    return conversation;
  }
}

function isVisible(message: StoredMessage, owner: string, clearedID: number): boolean {
  return message.id > clearedID && !(message.hiddenFromSender && message.wire.From_Account === owner);
}

function unreadCount(conversation: Conversation, owner: string, mark: ConversationMark): number {
  const after = Math.max(mark.readID, mark.clearedID);
  return conversation.unread.of(owner, after, conversation.newestID, (id) => {
    let count = 0;
    for (const message of conversation.after(id)) if (isUnread(message, owner)) count++;
    return count;
  });
}

/** Whether it counts as unread if it was not read. */
function isUnread(message: StoredMessage, owner: string): boolean {
  return !message.noUnread && !message.recalled && message.wire.From_Account !== owner;
}

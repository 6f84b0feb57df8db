import type { SQLInputValue } from 'node:sqlite';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { c2cKey, parseMsgKey } from './conversation-key.js';
import { Conversations } from './conversations.js';
import type { EntryKind } from './entry.js';
import { isLegacy, upgraded } from './legacy-documents.js';
import { MetadataStore } from './metadata-store.js';
import { SqliteFile } from './sqlite-file.js';
import { type SqliteStatements, statements } from './sqlite-statements.js';
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
import { firstAfter, UnreadIDs } from './unread-ids.js';

/** What `messages.flags` is made of. */
const NO_UNREAD = 1;
const NO_LAST_MSG = 2;
const HIDDEN_FROM_SENDER = 4;
const RECALLED = 8;

/** Above every id, time and seq. */
const END = Number.MAX_SAFE_INTEGER;

interface Conversation {
  id: number;
  key: string;
  /** Id of its newest message. */
  newestID: number;
  unread: UnreadIDs;
}

/**
 * A hub's state in a SQLite file: what commit() has taken survives a kill -9 and a power cut.
 *
 * Messages are read from the file when asked for; all else is in memory and written through. The file is this process's
 * alone, so that memory and file cannot come apart.
 */
export class SqliteStore extends MetadataStore implements Store {
  #file: SqliteFile;
  #do: SqliteStatements;
  #loading = true;
  #lastID = 0;
  #conversations = new Conversations<Conversation>();
  /** Groups' newest numbers that the file does not have yet; written once per commit. */
  #newSeqs = new Map<string, number>();

  /**
   * @param path the file; made, with its folder, where there is none
   * @throws SigError 7010 when it is in use, damaged, out of reach, another program's or a newer version's
   */
  constructor(path: string) {
    super();
    this.#file = new SqliteFile(path);
    try {
      this.#do = statements(this.#file);
      this.#load();
    } catch (thrown) {
      this.#file.close();
      throw this.#file.explain(thrown);
    }
    this.#loading = false;
  }

  #load(): void {
    for (const row of this.#file.all(this.#do.entries)) {
      const [kind, first, second] = [row.kind as string, row.first as string, row.second as string];
      const value = this.#file.parse('entries', row.id as number, row.value as string);
      const legacy = kind === 'document' && isLegacy(first);
      const problem = legacy ? this.#upgrade(first, second, value) : this.load(kind, first, second, value);
      if (problem !== undefined) throw this.#file.damaged('entries', row.id as number, problem);
    }
    for (const { id, is_group, key, newest } of this.#file.all(this.#do.conversations)) {
      const conversation = newConversation(id as number, key as string, newest as number);
      if (is_group === 1) this.#conversations.addGroup(conversation);
      else this.#conversations.addC2C(conversation);
    }
    this.#lastID = this.#file.get(this.#do.lastID)!.id as number;
    this.#file.commit();
  }

  /** Puts what an earlier version kept in today's form, in memory and in the file. */
  #upgrade(kind: string, key: string, value: unknown): string | undefined {
    for (const document of upgraded({ kind, key, value })) {
      const problem = this.load('document', document.kind, document.key, document.value);
      if (problem !== undefined) return problem;
      this.#file.run(
        this.#do.putEntry,
        'document',
        document.kind,
        document.key,
        JSON.stringify(document.value),
      );
    }
    this.#file.run(this.#do.deleteEntry, 'document', kind, key);
    return undefined;
  }

  append(message: NewMessage): StoredMessage {
    const { wire, noUnread, noLastMsg, hiddenFromSender } = message;
    const conversation = this.#conversationOf(wire);
    const id = ++this.#lastID;
    const stored: StoredMessage = { id, wire, noUnread, noLastMsg, hiddenFromSender, recalled: false };
    // A group's members are many, and ask for the latest when they want it.
    if (!isGroupMessage(wire)) {
      conversation.unread.add(id, conversation.newestID, (owner) => !noUnread && wire.From_Account !== owner);
    }
    conversation.newestID = id;
    this.#insert(conversation, stored);
    return stored;
  }

  #insert(conversation: Conversation, message: StoredMessage): void {
    const { id, wire } = message;
    this.#file.run(
      this.#do.insert,
      id,
      conversation.id,
      isGroupMessage(wire) ? 0 : wire.MsgTimeStamp,
      wire.MsgSeq,
      flagsOf(message),
      wire.From_Account,
      JSON.stringify(wire),
    );
  }

  replace(message: StoredMessage): void {
    const { id, wire } = message;
    const changed = this.#file.run(this.#do.replace, flagsOf(message), JSON.stringify(wire), id);
    if (changed === 0)
      throw new SigError(CODE.ERR_SDK_COMM_DATABASE_NOTFOUND, `no message with id ${id} is stored`);
    this.#conversationOf(wire).unread.clear();
  }

  c2cMessage(a: string, b: string, key: string): StoredMessage | undefined {
    const conversation = this.#conversations.c2c(a, b);
    const place = parseMsgKey(key);
    if (!conversation || !place) return undefined;
    return this.#messages(this.#do.at, conversation.id, place.time, place.seq).find(
      (message) => 'MsgKey' in message.wire && message.wire.MsgKey === key,
    );
  }

  groupMessage(groupID: string, seq: number): StoredMessage | undefined {
    const conversation = this.#conversations.group(groupID);
    return conversation && this.#messages(this.#do.at, conversation.id, 0, seq)[0];
  }

  c2cHistory(owner: string, peer: string, query: HistoryQuery): StoredMessage[] {
    const conversation = this.#conversations.c2c(owner, peer);
    if (!conversation) return [];
    const { clearedID } = this.mark(owner, { userID: peer });
    const { limit, beforeID } = query;
    let place = [END, END, END];
    let olderThan = END;
    if (beforeID !== undefined) {
      const row = this.#file.get(this.#do.place, beforeID, conversation.id);
      if (row) place = [row.time as number, row.seq as number, beforeID];
      else olderThan = beforeID;
    }
    return this.#messages(
      this.#do.c2cHistory,
      conversation.id,
      ...place,
      olderThan,
      clearedID,
      HIDDEN_FROM_SENDER,
      owner,
      limit,
    );
  }

  groupHistory(groupID: string, query: { limit: number; beforeSeq?: number }): StoredMessage[] {
    const conversation = this.#conversations.group(groupID);
    if (!conversation) return [];
    return this.#messages(this.#do.groupHistory, conversation.id, query.beforeSeq ?? END, query.limit);
  }

  unreadC2C(owner: string, { afterID, limit } = { afterID: 0, limit: END }): StoredMessage[] {
    const ids: number[] = [];
    for (const { conversation, userID } of this.#conversations.c2cOf(owner)) {
      const unread = this.#unreadIDs(conversation, owner, this.mark(owner, { userID }));
      const start = firstAfter(unread, afterID);
      for (const id of unread.slice(start, start + limit)) ids.push(id);
    }
    return ids
      .sort((a, b) => a - b)
      .slice(0, limit)
      .flatMap((id) => this.#messages(this.#do.byID, id));
  }

  unreadCounts(owner: string): { userID: string; count: number }[] {
    return this.#conversations
      .c2cOf(owner)
      .map(({ conversation, userID }) => {
        return { userID, count: this.#unreadIDs(conversation, owner, this.mark(owner, { userID })).length };
      })
      .filter(({ count }) => count > 0);
  }

  #unreadIDs(
    { id, newestID, unread }: Conversation,
    owner: string,
    mark: ConversationMark,
  ): readonly number[] {
    return unread.of(owner, Math.max(mark.readID, mark.clearedID), newestID, (after) => {
      const rows = this.#file.all(this.#do.unreadIDs, id, after, NO_UNREAD | RECALLED, owner);
      return rows.map((row) => row.id as number);
    });
  }

  log(afterID: number, limit: number): StoredMessage[] {
    return this.#messages(this.#do.log, afterID, limit);
  }

  logBefore(beforeID: number, limit: number): StoredMessage[] {
    return this.#messages(this.#do.logBefore, beforeID, limit);
  }

  conversations(owner: string): ConversationRow[] {
    return this.#conversations.list(owner, this.groupsOf(owner), (peer, conversation) =>
      this.#row(owner, peer, conversation),
    );
  }

  #row(owner: string, peer: Peer, conversation: Conversation): ConversationRow | undefined {
    const mark = this.mark(owner, peer);
    const { id, newestID } = conversation;
    if (newestID <= mark.hiddenID) return undefined;
    const [last] = this.#messages(this.#do.last, id, mark.clearedID, NO_LAST_MSG, HIDDEN_FROM_SENDER, owner);
    return { peer, last, unread: this.#unreadIDs(conversation, owner, mark).length, mark };
  }

  commit(): void {
    if (this.#newSeqs.size > 0) {
      for (const [groupID, seq] of this.#newSeqs) {
        this.#file.run(this.#do.putEntry, 'groupSeq', groupID, '', String(seq));
      }
      this.#newSeqs.clear();
    }
    this.#file.commit();
  }

  clear(): void {
    this.clearMetadata();
    this.#conversations.clear();
    this.#newSeqs.clear();
    for (const statement of this.#do.clear) this.#file.run(statement);
    this.#putLastID(0);
  }

  snapshotHead(): Omit<StoreSnapshot, 'messages'> {
    return structuredClone({ v: 1, lastID: this.#lastID, ...this.metadataSnapshot() } as const);
  }

  snapshot(): StoreSnapshot {
    return { ...this.snapshotHead(), messages: structuredClone(this.log(0, END)) };
  }

  restore(snapshot: StoreSnapshot): void {
    const own = structuredClone(snapshot);
    this.clear();
    this.restoreMetadata(own);
    for (const message of own.messages) {
      const conversation = this.#conversationOf(message.wire);
      conversation.newestID = Math.max(conversation.newestID, message.id);
      this.#insert(conversation, message);
    }
    this.#putLastID(own.lastID);
  }

  close(): void {
    this.#file.close();
  }

  protected override keep(kind: EntryKind, first: string, second: string, value: unknown): void {
    if (this.#loading) return;
    if (kind === 'groupSeq') this.#newSeqs.set(first, value as number);
    else this.#file.run(this.#do.putEntry, kind, first, second, JSON.stringify(value ?? null));
  }

  protected override forget(kind: EntryKind, first: string, second: string): void {
    if (this.#loading) return;
    if (kind === 'groupSeq') this.#newSeqs.delete(first);
    this.#file.run(this.#do.deleteEntry, kind, first, second);
  }

  protected override newestInGroup(groupID: string): number {
    return this.#conversations.group(groupID)?.newestID ?? 0;
  }

  protected override deleteGroupMessages(groupID: string): void {
    const conversation = this.#conversations.group(groupID);
    if (!conversation) return;
    for (const statement of this.#do.deleteConversation) this.#file.run(statement, conversation.id);
    this.#putLastID(this.#lastID);
    this.#conversations.delete(conversation);
  }

  #putLastID(id: number): void {
    this.#lastID = id;
    this.#file.run(this.#do.putLastID, id);
  }

  #messages(statement: SqliteStatements['log'], ...values: SQLInputValue[]): StoredMessage[] {
    return this.#file.all(statement, ...values).map((row) => {
      const flags = row.flags as number;
      return {
        id: row.id as number,
        wire: this.#wire(row.id as number, row.wire as string),
        noUnread: (flags & NO_UNREAD) !== 0,
        noLastMsg: (flags & NO_LAST_MSG) !== 0,
        hiddenFromSender: (flags & HIDDEN_FROM_SENDER) !== 0,
        recalled: (flags & RECALLED) !== 0,
      };
    });
  }

  #wire(id: number, text: string): WireMessage {
    const wire = this.#file.parse('messages', id, text) as WireMessage | null;
    if (typeof wire?.From_Account !== 'string' || !Array.isArray(wire.MsgBody)) {
      throw this.#file.damaged('messages', id, 'this is no message');
    }
    return wire;
  }

  #conversationOf(wire: WireMessage): Conversation {
    return this.#conversations.of(wire) ?? this.#newConversation(wire);
  }

  #newConversation(wire: WireMessage): Conversation {
    const isGroup = isGroupMessage(wire);
    if (isGroup && !this.group(wire.GroupId)) {
      throw new SigError(CODE.ERR_SVR_GROUP_NOT_FOUND, `group ${wire.GroupId} does not exist`);
    }
    const key = isGroup ? wire.GroupId : c2cKey(wire.From_Account, wire.To_Account);
    const id = this.#file.insert(this.#do.addConversation, isGroup ? 1 : 0, key);
    const conversation = newConversation(id, key, 0);
    if (isGroup) this.#conversations.addGroup(conversation);
    else this.#conversations.addC2C(conversation);
    return conversation;
  }
}

function newConversation(id: number, key: string, newestID: number): Conversation {
  return { id, key, newestID, unread: new UnreadIDs() };
}

function flagsOf(message: StoredMessage): number {
  return (
    (message.noUnread ? NO_UNREAD : 0) |
    (message.noLastMsg ? NO_LAST_MSG : 0) |
    (message.hiddenFromSender ? HIDDEN_FROM_SENDER : 0) |
    (message.recalled ? RECALLED : 0)
  );
}

import { SigError } from '../../im/sig-error.js';
import { isGroupMessage } from '../../im/wire.js';
import { Conversation } from './conversation.js';
import { c2cKey, parseMsgKey, peerIn } from './conversation-key.js';
import {
  type Account,
  type ConversationMark,
  type ConversationRow,
  type Friend,
  type Group,
  type HistoryQuery,
  type Member,
  NEW_MARK,
  type NewMessage,
  type OfflinePush,
  type Peer,
  type Store,
  type StoredMessage,
  type StoreSnapshot,
} from './store.js';
import { PUSHES_PER_USER } from './store-limits.js';

interface GroupEntry {
  group: Group;
  members: Map<string, Member>;
  lastSeq: number;
  messages: Conversation;
}

/** A hub's state in this process's memory: fast, and gone when the process ends. */
export class MemoryStore implements Store {
  #accounts = new Map<string, Account>();
  #byTinyID = new Map<string, Account>();
  #groups = new Map<string, GroupEntry>();
  #groupsOf = new Map<string, Set<string>>();
  #blocks = new Map<string, Map<string, number>>();
  #friends = new Map<string, Map<string, Friend>>();
  /** Every message in order of id; ids of deleted groups' messages are missing. */
  #log: StoredMessage[] = [];
  #lastID = 0;
  #c2c = new Map<string, Conversation>();
  #c2cOf = new Map<string, Conversation[]>();
  #marks = new Map<string, Map<string, { peer: Peer; mark: ConversationMark }>>();
  #pushes = new Map<string, OfflinePush[]>();
  #documents = new Map<string, Map<string, unknown>>();

  account(userID: string): Account | undefined {
    return this.#accounts.get(userID);
  }

  accountByTinyID(tinyID: string): Account | undefined {
    return this.#byTinyID.get(tinyID);
  }

  putAccount(account: Account): void {
    const before = this.#accounts.get(account.userID);
    if (before) this.#byTinyID.delete(before.tinyID);
    this.#accounts.set(account.userID, account);
    this.#byTinyID.set(account.tinyID, account);
  }

  deleteAccount(userID: string): void {
    const account = this.#accounts.get(userID);
    if (!account) return;
    this.#accounts.delete(userID);
    this.#byTinyID.delete(account.tinyID);
    for (const groupID of this.groupsOf(userID)) this.deleteMember(groupID, userID);
    for (const lists of [this.#friends, this.#blocks]) {
      lists.delete(userID);
      for (const owner of [...lists.keys()]) removeFrom(lists, owner, userID);
    }
    this.#pushes.delete(userID);
  }

  accounts(): Account[] {
    return [...this.#accounts.values()];
  }

  group(groupID: string): Group | undefined {
    return this.#groups.get(groupID)?.group;
  }

  putGroup(group: Group): void {
    const entry = this.#groups.get(group.groupID);
    if (entry) entry.group = group;
    else {
      this.#groups.set(group.groupID, {
        group,
        members: new Map(),
        lastSeq: 0,
        messages: new Conversation(group.groupID),
      });
    }
  }

  deleteGroup(groupID: string): void {
    const entry = this.#groups.get(groupID);
    if (!entry) return;
    for (const userID of [...entry.members.keys()]) this.deleteMember(groupID, userID);
    this.#groups.delete(groupID);
    if (entry.messages.list.length > 0) {
      const gone = new Set(entry.messages.list);
      this.#log = this.#log.filter((message) => !gone.has(message));
    }
    for (const marks of this.#marks.values()) marks.delete(peerKey({ groupID }));
  }

  groups(): Group[] {
    return Array.from(this.#groups.values(), (entry) => entry.group);
  }

  member(groupID: string, userID: string): Member | undefined {
    return this.#groups.get(groupID)?.members.get(userID);
  }

  putMember(groupID: string, member: Member): void {
    const entry = this.#entry(groupID);
    if (!entry.members.has(member.userID)) {
      const readID = entry.messages.newestID();
      if (readID > 0)
        this.putMark(member.userID, { groupID }, { ...NEW_MARK, readID, readTime: member.joinTime });
      const groups = this.#groupsOf.get(member.userID);
      if (groups) groups.add(groupID);
      else this.#groupsOf.set(member.userID, new Set([groupID]));
    }
    entry.members.set(member.userID, member);
  }

  deleteMember(groupID: string, userID: string): void {
    if (!this.#groups.get(groupID)?.members.delete(userID)) return;
    removeFrom(this.#groupsOf, userID, groupID);
    this.#marks.get(userID)?.delete(peerKey({ groupID }));
  }

  members(groupID: string): Member[] {
    return [...(this.#groups.get(groupID)?.members.values() ?? [])];
  }

  groupsOf(userID: string): string[] {
    return [...(this.#groupsOf.get(userID) ?? [])].sort();
  }

  blocks(owner: string, peer: string): boolean {
    return this.#blocks.get(owner)?.has(peer) ?? false;
  }

  putBlock(owner: string, peer: string, addTime: number): void {
    within(this.#blocks, owner).set(peer, addTime);
  }

  deleteBlock(owner: string, peer: string): void {
    removeFrom(this.#blocks, owner, peer);
  }

  blockList(owner: string): { userID: string; addTime: number }[] {
    return Array.from(this.#blocks.get(owner) ?? [], ([userID, addTime]) => ({ userID, addTime }));
  }

  friend(owner: string, peer: string): Friend | undefined {
    return this.#friends.get(owner)?.get(peer);
  }

  putFriend(owner: string, friend: Friend): void {
    within(this.#friends, owner).set(friend.userID, friend);
  }

  deleteFriend(owner: string, peer: string): void {
    removeFrom(this.#friends, owner, peer);
  }

  friends(owner: string): Friend[] {
    return [...(this.#friends.get(owner)?.values() ?? [])];
  }

  append(message: NewMessage): StoredMessage {
    const { wire, noUnread, noLastMsg, hiddenFromSender } = message;
    const conversation = isGroupMessage(wire)
      ? this.#entry(wire.GroupId).messages
      : this.#c2cConversation(wire.From_Account, wire.To_Account);
    const id = ++this.#lastID;
    const stored: StoredMessage = { id, wire, noUnread, noLastMsg, hiddenFromSender, recalled: false };
    this.#log.push(stored);
    conversation.add(stored);
    return stored;
  }

  replace(message: StoredMessage): void {
    const index = this.#indexAfter(message.id - 1);
    const before = this.#log[index];
    if (before?.id !== message.id) throw new SigError(7011, `no message with id ${message.id} is stored`);
    this.#log[index] = message;
    this.#conversationOf(message)?.replace(before, message);
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
    return this.#groups.get(groupID)?.messages.at(0, seq)[0];
  }

  lastGroupSeq(groupID: string): number {
    return this.#groups.get(groupID)?.lastSeq ?? 0;
  }

  takeGroupSeq(groupID: string): number {
    return ++this.#entry(groupID).lastSeq;
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
    const conversation = this.#groups.get(groupID)?.messages;
    if (!conversation) return [];
    return conversation.beforeSeq(query.beforeSeq, query.limit);
  }

  unreadC2C(owner: string): StoredMessage[] {
    const unread: StoredMessage[] = [];
    for (const conversation of this.#c2cOf.get(owner) ?? []) {
      const mark = this.mark(owner, { userID: peerIn(conversation.key, owner) });
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

  conversations(owner: string): ConversationRow[] {
    const rows: ConversationRow[] = [];
    for (const conversation of this.#c2cOf.get(owner) ?? []) {
      this.#addRow(rows, owner, { userID: peerIn(conversation.key, owner) }, conversation);
    }
    for (const groupID of this.groupsOf(owner)) {
      this.#addRow(rows, owner, { groupID }, this.#entry(groupID).messages);
    }
    return rows.sort(mostRecentFirst);
  }

  #addRow(rows: ConversationRow[], owner: string, peer: Peer, conversation: Conversation): void {
    const mark = this.mark(owner, peer);
    let last: StoredMessage | undefined;
    let unread = 0;
    let listed = false;
    for (let i = conversation.list.length - 1; i >= 0; i--) {
      const message = conversation.list[i]!;
      if (message.id > mark.hiddenID) listed = true;
      if (!last && !message.noLastMsg && isVisible(message, owner, mark.clearedID)) last = message;
      if (isUnread(message, owner, mark)) unread++;
    }
    if (listed) rows.push({ peer, last, unread, mark });
  }

  mark(owner: string, peer: Peer): ConversationMark {
    return this.#marks.get(owner)?.get(peerKey(peer))?.mark ?? NEW_MARK;
  }

  putMark(owner: string, peer: Peer, mark: ConversationMark): void {
    within(this.#marks, owner).set(peerKey(peer), { peer, mark });
  }

  appendPush(push: OfflinePush): void {
    const list = this.#pushes.get(push.to);
    if (!list) this.#pushes.set(push.to, [push]);
    else if (list.push(push) > PUSHES_PER_USER) list.shift();
  }

  pushes(userID: string): OfflinePush[] {
    return [...(this.#pushes.get(userID) ?? [])];
  }

  document(kind: string, key: string): unknown {
    return this.#documents.get(kind)?.get(key);
  }

  putDocument(kind: string, key: string, value: unknown): void {
    within(this.#documents, kind).set(key, value);
  }

  deleteDocument(kind: string, key: string): void {
    removeFrom(this.#documents, kind, key);
  }

  documents(kind: string): { key: string; value: unknown }[] {
    return Array.from(this.#documents.get(kind) ?? [], ([key, value]) => ({ key, value }));
  }

  commit(): void {}

  clear(): void {
    for (const map of [this.#accounts, this.#byTinyID, this.#groups, this.#groupsOf, this.#blocks])
      map.clear();
    for (const map of [this.#friends, this.#c2c, this.#c2cOf, this.#marks, this.#pushes, this.#documents]) {
      map.clear();
    }
    this.#log = [];
    this.#lastID = 0;
  }

  snapshot(): StoreSnapshot {
    const snapshot: StoreSnapshot = {
      v: 1,
      lastID: this.#lastID,
      accounts: this.accounts(),
      groups: Array.from(this.#groups.values(), ({ group, members, lastSeq }) => ({
        group,
        members: [...members.values()],
        lastSeq,
      })),
      friends: sorted(this.#friends).flatMap(([owner, list]) =>
        Array.from(list.values(), (friend) => ({ owner, friend })),
      ),
      blocks: sorted(this.#blocks).flatMap(([owner]) =>
        this.blockList(owner).map((block) => ({ owner, ...block })),
      ),
      messages: this.#log,
      marks: sorted(this.#marks).flatMap(([owner, marks]) =>
        sorted(marks).map(([, { peer, mark }]) => ({ owner, peer, mark })),
      ),
      pushes: sorted(this.#pushes).flatMap(([, list]) => list),
      documents: sorted(this.#documents).flatMap(([kind]) =>
        this.documents(kind).map((document) => ({ kind, ...document })),
      ),
    };
    return structuredClone(snapshot);
  }

  restore(snapshot: StoreSnapshot): void {
    this.clear();
    const { accounts, groups, friends, blocks, messages, marks, pushes, documents, lastID } =
      structuredClone(snapshot);
    for (const account of accounts) this.putAccount(account);
    for (const { group, members, lastSeq } of groups) {
      this.putGroup(group);
      this.#entry(group.groupID).lastSeq = lastSeq;
      for (const member of members) this.putMember(group.groupID, member);
    }
    for (const { owner, friend } of friends) this.putFriend(owner, friend);
    for (const { owner, userID, addTime } of blocks) this.putBlock(owner, userID, addTime);
    for (const message of messages) {
      this.#log.push(message);
      this.#conversationOf(message)?.add(message);
    }
    this.#lastID = lastID;
    for (const { owner, peer, mark } of marks) this.putMark(owner, peer, mark);
    for (const push of pushes) this.appendPush(push);
    for (const { kind, key, value } of documents) this.putDocument(kind, key, value);
  }

  close(): void {}

  #entry(groupID: string): GroupEntry {
    const entry = this.#groups.get(groupID);
    if (!entry) throw new SigError(10010, `group ${groupID} does not exist`);
    return entry;
  }

  #conversationOf(message: StoredMessage): Conversation | undefined {
    const { wire } = message;
    if (isGroupMessage(wire)) return this.#entry(wire.GroupId).messages;
    return this.#c2cConversation(wire.From_Account, wire.To_Account);
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

function peerKey(peer: Peer): string {
  return peer.groupID === undefined ? `user ${peer.userID}` : `group ${peer.groupID}`;
}

function within<Value>(maps: Map<string, Map<string, Value>>, name: string): Map<string, Value> {
  let map = maps.get(name);
  if (!map) {
    map = new Map();
    maps.set(name, map);
  }
  return map;
}

function removeFrom(
  lists: Map<string, { delete(key: string): boolean; readonly size: number }>,
  name: string,
  key: string,
): void {
  const list = lists.get(name);
  if (list?.delete(key) && list.size === 0) lists.delete(name);
}

function sorted<Value>(map: Map<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function mostRecentFirst(a: ConversationRow, b: ConversationRow): number {
  const time = (b.last?.wire.MsgTimeStamp ?? 0) - (a.last?.wire.MsgTimeStamp ?? 0);
  return time !== 0 ? time : (b.last?.id ?? 0) - (a.last?.id ?? 0);
}

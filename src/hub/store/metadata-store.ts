import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Collection, Key, KeyPart } from './collection.js';
import { peerKey, peerOf } from './conversation-key.js';
import { Documents } from './documents.js';
import { type EntryKind, readEntry } from './entry.js';
import { type ChangeListener, PairMap } from './pair-map.js';
import {
  type Account,
  type ConversationMark,
  type Friend,
  type Group,
  type Member,
  NEW_MARK,
  type OfflinePush,
  type Peer,
  type StoreSnapshot,
} from './store.js';

/** So many offline pushes are kept per user; older ones go. */
const PUSHES_PER_USER = 200;

interface GroupEntry {
  group: Group;
  members: Map<string, Member>;
  lastSeq: number;
}

/**
 * All of a store but its messages: who is there, in which groups, on what terms with each other. Small and read with every
 * message, so it is in memory whatever the store; a store that lasts keeps each entry as it changes.
 */
export abstract class MetadataStore {
  #accounts = new Map<string, Account>();
  #byTinyID = new Map<string, Account>();
  #groups = new Map<string, GroupEntry>();
  #groupsOf = new Map<string, Set<string>>();
  #blocks = new PairMap<number>(this.#listener('block'));
  #friends = new PairMap<Friend>(this.#listener('friend'));
  /** Under the owner and the other side's {@link peerKey}. */
  #marks = new PairMap<ConversationMark>(this.#listener('mark'));
  #pushes = new Map<string, { number: number; push: OfflinePush }[]>();
  #documents = new Documents(this.#listener('document'));

  /** Id of a group's newest message, 0 for none. */
  protected abstract newestInGroup(groupID: string): number;
  protected abstract deleteGroupMessages(groupID: string): void;
  /** Hears of each entry that is new or other than before. */
  protected keep(_kind: EntryKind, _first: string, _second: string, _value: unknown): void {}
  protected forget(_kind: EntryKind, _first: string, _second: string): void {}

  #listener(kind: EntryKind): ChangeListener {
    return {
      keep: (first, second, value) => this.keep(kind, first, second, value),
      forget: (first, second) => this.forget(kind, first, second),
    };
  }

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
    this.keep('account', account.userID, '', account);
  }

  deleteAccount(userID: string): void {
    const account = this.#accounts.get(userID);
    if (!account) return;
    for (const groupID of this.groupsOf(userID)) this.deleteMember(groupID, userID);
    for (const pairs of [this.#friends, this.#blocks]) {
      pairs.deleteOf(userID);
      pairs.deleteEverywhere(userID);
    }
    this.#marks.deleteOf(userID);
    this.#documents.deleteNaming('user', userID);
    for (const { number } of this.#pushes.get(userID) ?? []) {
      this.forget('push', userID, String(number));
    }
    this.#pushes.delete(userID);
    this.#accounts.delete(userID);
    this.#byTinyID.delete(account.tinyID);
    this.forget('account', userID, '');
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
    else this.#groups.set(group.groupID, { group, members: new Map(), lastSeq: 0 });
    this.keep('group', group.groupID, '', group);
  }

  deleteGroup(groupID: string): void {
    const entry = this.#groups.get(groupID);
    if (!entry) return;
    this.deleteGroupMessages(groupID);
    for (const userID of [...entry.members.keys()]) this.deleteMember(groupID, userID);
    this.#marks.deleteEverywhere(peerKey({ groupID }));
    this.#documents.deleteNaming('group', groupID);
    this.#groups.delete(groupID);
    this.forget('groupSeq', groupID, '');
    this.forget('group', groupID, '');
  }

  groups(): Group[] {
    return Array.from(this.#groups.values(), (entry) => entry.group);
  }

  member(groupID: string, userID: string): Member | undefined {
    return this.#groups.get(groupID)?.members.get(userID);
  }

  putMember(groupID: string, member: Member): void {
    const { members } = this.#group(groupID);
    const { userID } = member;
    if (!members.has(userID)) {
      const readID = this.newestInGroup(groupID);
      if (readID > 0) this.putMark(userID, { groupID }, { ...NEW_MARK, readID, readTime: member.joinTime });
      const groups = this.#groupsOf.get(userID);
      if (groups) groups.add(groupID);
      else this.#groupsOf.set(userID, new Set([groupID]));
    }
    members.set(userID, member);
    this.keep('member', groupID, userID, member);
  }

  deleteMember(groupID: string, userID: string): void {
    if (!this.#groups.get(groupID)?.members.delete(userID)) return;
    const groups = this.#groupsOf.get(userID);
    groups?.delete(groupID);
    if (groups?.size === 0) this.#groupsOf.delete(userID);
    this.#marks.delete(userID, peerKey({ groupID }));
    this.forget('member', groupID, userID);
  }

  members(groupID: string): Member[] {
    return [...(this.#groups.get(groupID)?.members.values() ?? [])];
  }

  groupsOf(userID: string): string[] {
    return [...(this.#groupsOf.get(userID) ?? [])].sort();
  }

  lastGroupSeq(groupID: string): number {
    return this.#groups.get(groupID)?.lastSeq ?? 0;
  }

  takeGroupSeq(groupID: string): number {
    const seq = this.#group(groupID).lastSeq + 1;
    this.#putGroupSeq(groupID, seq);
    return seq;
  }

  #putGroupSeq(groupID: string, seq: number): void {
    this.#group(groupID).lastSeq = seq;
    this.keep('groupSeq', groupID, '', seq);
  }

  blocks(owner: string, peer: string): boolean {
    return this.#blocks.get(owner, peer) !== undefined;
  }

  putBlock(owner: string, peer: string, addTime: number): void {
    this.#blocks.put(owner, peer, addTime);
  }

  deleteBlock(owner: string, peer: string): void {
    this.#blocks.delete(owner, peer);
  }

  blockList(owner: string): { userID: string; addTime: number }[] {
    return this.#blocks.of(owner).map(([userID, addTime]) => ({ userID, addTime }));
  }

  friend(owner: string, peer: string): Friend | undefined {
    return this.#friends.get(owner, peer);
  }

  putFriend(owner: string, friend: Friend): void {
    this.#friends.put(owner, friend.userID, friend);
  }

  deleteFriend(owner: string, peer: string): void {
    this.#friends.delete(owner, peer);
  }

  friends(owner: string): Friend[] {
    return this.#friends.of(owner).map(([, friend]) => friend);
  }

  mark(owner: string, peer: Peer): ConversationMark {
    return this.#marks.get(owner, peerKey(peer)) ?? NEW_MARK;
  }

  putMark(owner: string, peer: Peer, mark: ConversationMark): void {
    this.#marks.put(owner, peerKey(peer), mark);
  }

  appendPush(push: OfflinePush): void {
    this.#addPush((this.#pushes.get(push.to)?.at(-1)?.number ?? 0) + 1, push);
  }

  #addPush(number: number, push: OfflinePush): void {
    const { to } = push;
    let list = this.#pushes.get(to);
    if (!list) {
      list = [];
      this.#pushes.set(to, list);
    }
    list.push({ number, push });
    this.keep('push', to, String(number), push);
    if (list.length > PUSHES_PER_USER) this.forget('push', to, String(list.shift()!.number));
  }

  pushes(userID: string): OfflinePush[] {
    return (this.#pushes.get(userID) ?? []).map(({ push }) => push);
  }

  document<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    ...key: Key<Parts>
  ): Value | undefined {
    return this.#documents.get(collection, key);
  }

  putDocument<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    key: Key<Parts>,
    value: Value,
  ): void {
    this.#documents.put(collection, key, value);
  }

  deleteDocument<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    ...key: Key<Parts>
  ): void {
    this.#documents.delete(collection, key);
  }

  documents<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    first?: string,
  ): { key: Key<Parts>; value: Value }[] {
    return this.#documents.list(collection, first);
  }

  /**
   * Puts back an entry that was kept, in the order in which they came; before there are any messages.
   * @returns what is wrong with it, or undefined
   */
  protected load(kind: string, first: string, second: string, value: unknown): string | undefined {
    const entry = readEntry(kind, first, second, value);
    if (typeof entry === 'string') return entry;
    switch (entry.kind) {
      case 'account':
        this.putAccount(entry.value);
        break;
      case 'group':
        this.putGroup(entry.value);
        break;
      case 'groupSeq':
        this.#putGroupSeq(first, entry.value);
        break;
      case 'member':
        this.putMember(first, entry.value);
        break;
      case 'block':
        this.putBlock(first, second, entry.value);
        break;
      case 'friend':
        this.putFriend(first, entry.value);
        break;
      case 'mark':
        this.putMark(first, peerOf(second), entry.value);
        break;
      case 'push':
        this.#addPush(Number(second), entry.value);
        break;
      case 'document':
        this.#documents.load(entry.value);
        break;
    }
    return undefined;
  }

  protected clearMetadata(): void {
    for (const map of [this.#accounts, this.#byTinyID, this.#groups, this.#groupsOf]) map.clear();
    for (const map of [this.#blocks, this.#friends, this.#marks, this.#pushes, this.#documents]) map.clear();
  }

  protected metadataSnapshot(): MetadataSnapshot {
    return {
      accounts: this.accounts(),
      groups: Array.from(this.#groups.values(), ({ group, members, lastSeq }) => ({
        group,
        members: [...members.values()],
        lastSeq,
      })),
      friends: this.#friends.rows((owner, _, friend) => ({ owner, friend })),
      blocks: this.#blocks.rows((owner, userID, addTime) => ({ owner, userID, addTime })),
      marks: this.#marks.rows((owner, key, mark) => ({ owner, peer: peerOf(key), mark })),
      pushes: [...this.#pushes.keys()].sort().flatMap((userID) => this.pushes(userID)),
      documents: this.#documents.snapshot(),
    };
  }

  /** Onto an empty store, before there are any messages. */
  protected restoreMetadata(snapshot: MetadataSnapshot): void {
    for (const account of snapshot.accounts) this.putAccount(account);
    for (const { group, members, lastSeq } of snapshot.groups) {
      this.putGroup(group);
      if (lastSeq > 0) this.#putGroupSeq(group.groupID, lastSeq);
      for (const member of members) this.putMember(group.groupID, member);
    }
    for (const { owner, friend } of snapshot.friends) this.putFriend(owner, friend);
    for (const { owner, userID, addTime } of snapshot.blocks) this.putBlock(owner, userID, addTime);
    for (const { owner, peer, mark } of snapshot.marks) this.putMark(owner, peer, mark);
    for (const push of snapshot.pushes) this.appendPush(push);
    for (const document of snapshot.documents) this.#documents.load(document);
  }

  #group(groupID: string): GroupEntry {
    const entry = this.#groups.get(groupID);
    if (!entry) throw new SigError(CODE.ERR_SVR_GROUP_NOT_FOUND, `group ${groupID} does not exist`);
    return entry;
  }
}

type MetadataSnapshot = Omit<StoreSnapshot, 'v' | 'lastID' | 'messages'>;

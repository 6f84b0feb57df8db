import type { GroupRole, GroupType } from '../../im/group-types.js';
import type { C2CMessage, GroupMessage, WireMessage } from '../../im/wire.js';
import type { Collection, Key, KeyPart } from './collection.js';
import type { StoredDocument } from './documents.js';

/** A user the hub knows. Times in a store are unix seconds. */
export interface Account {
  userID: string;
  /** Digits; one per user, never reused. */
  tinyID: string;
  createTime: number;
  /** Profile fields by the vendor's tags (`Tag_Profile_IM_Nick` ...). */
  profile: Record<string, unknown>;
}

export interface Group {
  groupID: string;
  type: GroupType;
  name: string;
  owner: string;
  createTime: number;
  introduction: string;
  notification: string;
  faceUrl: string;
  /** FreeAccess | NeedPermission | DisableApply */
  applyJoinOption: string;
  maxMemberNum: number;
  muteAll: boolean;
  /** Grows with each change of the group's data. */
  infoSeq: number;
  lastInfoTime: number;
  attributes: Record<string, string>;
  /** The app's own fields (AppDefinedData). */
  customFields?: Record<string, string> | undefined;
  /** Whether invited users have to agree: FreeAccess | NeedPermission | DisableInvite; left out: the type's own way. */
  inviteJoinOption?: string | undefined;
}

export interface Member {
  userID: string;
  role: GroupRole;
  joinTime: number;
  nameCard: string;
  /** AcceptAndNotify | AcceptNotNotify | Discard */
  msgFlag: string;
  /** Muted until then, unix seconds; 0 is not. */
  muteUntil: number;
  /** The app's own fields (AppMemberDefinedData). */
  customFields?: Record<string, string> | undefined;
}

/** A message in the hub's log. Exactly one of `peers` and `groupID` says which conversation it is of. */
export interface StoredMessage {
  /** Its place in the log of all messages: 1, 2, 3 ... */
  id: number;
  wire: WireMessage;
  /** Not counted as unread (SendMsgControl NoUnread). */
  noUnread: boolean;
  /** Not shown as a conversation's last message (NoLastMsg). */
  noLastMsg: boolean;
  /** Not in the sender's own roaming history (REST: SyncOtherMachine 2). */
  hiddenFromSender: boolean;
  recalled: boolean;
}

export type NewMessage = Omit<StoredMessage, 'id' | 'recalled'>;

/** One side's view of one conversation: what it has read, and where its history begins. */
export interface ConversationMark {
  /** Id of the newest message read; 0 for none. */
  readID: number;
  /** When it was read, unix seconds. */
  readTime: number;
  /** Messages up to this id were deleted by this side. */
  clearedID: number;
  /** The conversation is not listed until a message after this id comes. */
  hiddenID: number;
  pinned: boolean;
}

/** What an offline user's phone would have shown. */
export interface OfflinePush {
  /** Unix ms. */
  at: number;
  to: string;
  from: string;
  groupID: string;
  title: string;
  desc: string;
  ext: string;
  messageKey: string;
  /** The message's custom data: addInvitedSignaling can be fed from it. */
  data: string;
}

export interface Friend {
  userID: string;
  remark: string;
  addTime: number;
  /** How they came to know each other (AddSource_Type_...). */
  source?: string | undefined;
  /** The app's own fields by tag (Tag_SNS_Custom_...). */
  custom?: Record<string, unknown> | undefined;
}

/** The other side of a conversation: a user or a group. */
export type Peer = { userID: string; groupID?: undefined } | { groupID: string; userID?: undefined };

/** A conversation as one side lists it. */
export interface ConversationRow {
  peer: Peer;
  /** Newest message that may be shown as the last one; undefined when none may. */
  last: StoredMessage | undefined;
  unread: number;
  mark: ConversationMark;
}

/** Pages of history run from new to old. */
export interface HistoryQuery {
  limit: number;
  /** Only what comes before this message in the history's order. */
  beforeID?: number;
}

/**
 * The hub's state. All calls are synchronous; what they change is durable once {@link Store.commit} returns.
 * Both implementations pass `test/hub/store/suite.ts`. Objects handed out are the store's own: change them by put or replace only.
 */
export interface Store {
  account(userID: string): Account | undefined;
  accountByTinyID(tinyID: string): Account | undefined;
  putAccount(account: Account): void;
  /** Takes with it the user's memberships, marks and pushes, friends and blocks on either side, and all documents whose key names the user; messages stay. */
  deleteAccount(userID: string): void;
  /** In the order of their creation. */
  accounts(): Account[];

  group(groupID: string): Group | undefined;
  putGroup(group: Group): void;
  /** Takes its members and messages with it, and all documents whose key names it. */
  deleteGroup(groupID: string): void;
  groups(): Group[];
  member(groupID: string, userID: string): Member | undefined;
  /** Whoever is new has read all that was there before. */
  putMember(groupID: string, member: Member): void;
  /** Takes the member's mark with it. */
  deleteMember(groupID: string, userID: string): void;
  /** In the order of their joining. */
  members(groupID: string): Member[];
  /** Ids of the groups a user is in, sorted. */
  groupsOf(userID: string): string[];

  blocks(owner: string, peer: string): boolean;
  putBlock(owner: string, peer: string, addTime: number): void;
  deleteBlock(owner: string, peer: string): void;
  blockList(owner: string): { userID: string; addTime: number }[];
  friend(owner: string, peer: string): Friend | undefined;
  putFriend(owner: string, friend: Friend): void;
  deleteFriend(owner: string, peer: string): void;
  friends(owner: string): Friend[];

  /** Adds a message to the log and to its conversation. Throws SigError 10010 for a group that is not there. */
  append(message: NewMessage): StoredMessage;
  /** The same message with other contents (modified, recalled); found by its id, and stays in its place. */
  replace(message: StoredMessage): void;
  /** By MsgKey, in the conversation of these two. */
  c2cMessage(a: string, b: string, key: string): StoredMessage | undefined;
  groupMessage(groupID: string, seq: number): StoredMessage | undefined;
  /** Seq of the group's newest message, 0 for none; counts messages that were for online users only too. */
  lastGroupSeq(groupID: string): number;
  /** Takes the group's next number, whether or not the message is kept. Throws SigError 10010. */
  takeGroupSeq(groupID: string): number;
  /** New to old, ordered by time, then MsgSeq, then id; without what `owner` cleared or, by SyncOtherMachine 2, never had. */
  c2cHistory(owner: string, peer: string, query: HistoryQuery): StoredMessage[];
  groupHistory(groupID: string, query: { limit: number; beforeSeq?: number }): StoredMessage[];
  /** Messages to `owner` from anyone that are unread, in order of arrival, or a page of them; noUnread and recalled ones left out. */
  unreadC2C(owner: string, page?: { afterID: number; limit: number }): StoredMessage[];
  /** How many of those there are from each user, of whom there are any. */
  unreadCounts(owner: string): { userID: string; count: number }[];
  /** All messages after an id, old to new. */
  log(afterID: number, limit: number): StoredMessage[];
  /** All messages before an id, new to old. */
  logBefore(beforeID: number, limit: number): StoredMessage[];

  /** Those with messages and not hidden since, most recent first. */
  conversations(owner: string): ConversationRow[];
  mark(owner: string, peer: Peer): ConversationMark;
  putMark(owner: string, peer: Peer, mark: ConversationMark): void;

  appendPush(push: OfflinePush): void;
  /** The newest 200, old to new. */
  pushes(userID: string): OfflinePush[];

  /** An entry of a typed collection (collections.ts). */
  document<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    ...key: Key<Parts>
  ): Value | undefined;
  putDocument<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    key: Key<Parts>,
    value: Value,
  ): void;
  deleteDocument<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    ...key: Key<Parts>
  ): void;
  /** All of a collection, sorted by the key's first part, then in the order in which they came; or those under one first part. */
  documents<Parts extends readonly KeyPart[], Value>(
    collection: Collection<Parts, Value>,
    first?: string,
  ): { key: Key<Parts>; value: Value }[];

  /** Makes all changes since the last commit durable. */
  commit(): void;
  /** Back to nothing. */
  clear(): void;
  /** Everything but the messages, as plain JSON; they are in the {@link log}. */
  snapshotHead(): Omit<StoreSnapshot, 'messages'>;
  /** Everything, as plain JSON; what {@link Store.restore} takes. */
  snapshot(): StoreSnapshot;
  restore(snapshot: StoreSnapshot): void;
  close(): void;
}

/** A whole store as JSON, independent of which implementation wrote it. */
export interface StoreSnapshot {
  v: 1;
  /** Id of the newest message there ever was; ids are not used twice. */
  lastID: number;
  accounts: Account[];
  groups: { group: Group; members: Member[]; lastSeq: number }[];
  friends: { owner: string; friend: Friend }[];
  blocks: { owner: string; userID: string; addTime: number }[];
  messages: StoredMessage[];
  marks: { owner: string; peer: Peer; mark: ConversationMark }[];
  pushes: OfflinePush[];
  documents: StoredDocument[];
}

export const NEW_MARK: ConversationMark = {
  readID: 0,
  readTime: 0,
  clearedID: 0,
  hiddenID: 0,
  pinned: false,
};

export type { C2CMessage, GroupMessage };

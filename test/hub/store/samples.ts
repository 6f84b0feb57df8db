import { COUNTERS, VIRTUAL_DEVICES } from '../../../src/hub/store/collections.js';
import type {
  Account,
  Group,
  Member,
  NewMessage,
  OfflinePush,
  Store,
  StoredMessage,
} from '../../../src/hub/store/store.js';
import { customElement } from '../../../src/im/elements.js';
import type { C2CMessage, GroupMessage, WireMessage } from '../../../src/im/wire.js';

/** Unix seconds at which the samples' time begins. */
export const T0 = 1_800_000_000;

export function account(userID: string, more: Partial<Account> = {}): Account {
  return {
    userID,
    tinyID: `1441${userID.length}${userID.charCodeAt(0)}`,
    createTime: T0,
    profile: {},
    ...more,
  };
}

export function group(groupID: string, more: Partial<Group> = {}): Group {
  return {
    groupID,
    type: 'Work',
    name: `name of ${groupID}`,
    owner: 'alice',
    createTime: T0,
    introduction: '',
    notification: '',
    faceUrl: '',
    applyJoinOption: 'DisableApply',
    maxMemberNum: 200,
    muteAll: false,
    infoSeq: 1,
    lastInfoTime: T0,
    attributes: {},
    ...more,
  };
}

export function member(userID: string, more: Partial<Member> = {}): Member {
  return {
    userID,
    role: 'Member',
    joinTime: T0,
    nameCard: '',
    msgFlag: 'AcceptAndNotify',
    muteUntil: 0,
    ...more,
  };
}

interface MessageOptions {
  /** Seconds after T0. */
  at?: number;
  seq?: number;
  random?: number;
  data?: string;
  noUnread?: boolean;
  noLastMsg?: boolean;
  hiddenFromSender?: boolean;
}

export function c2c(from: string, to: string, options: MessageOptions = {}): NewMessage {
  const { at = 0, seq = 1, random = 7, data = 'hello' } = options;
  const time = T0 + at;
  const wire: C2CMessage = {
    From_Account: from,
    To_Account: to,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTimeStamp: time,
    MsgTime: time,
    MsgClientTime: time,
    MsgKey: `${seq}_${random}_${time}`,
    MsgBody: [customElement(data)],
    CloudCustomData: '',
    MsgVersion: 0,
    TinyId: '1',
  };
  return wrap(wire, options);
}

export function inGroup(
  groupID: string,
  from: string,
  seq: number,
  options: MessageOptions = {},
): NewMessage {
  const { at = 0, random = 7, data = 'hello' } = options;
  const time = T0 + at;
  const wire: GroupMessage = {
    From_Account: from,
    GroupId: groupID,
    ToGroupId: groupID,
    MsgSeq: seq,
    Random: random,
    MsgRandom: random,
    ClientSeq: 1,
    MsgTime: time,
    MsgTimeStamp: time,
    MsgClientTime: time,
    MsgBody: [customElement(data)],
    CloudCustomData: '',
    MsgPriority: 'Normal',
    MsgVersion: 0,
    TinyId: '1',
    GroupInfo: {
      GroupId: groupID,
      From_AccountNick: '',
      From_AccountHeadurl: '',
      GroupName: '',
      Type: 'Work',
    },
  };
  return wrap(wire, options);
}

function wrap(wire: WireMessage, options: MessageOptions): NewMessage {
  const { noUnread = false, noLastMsg = false, hiddenFromSender = false } = options;
  return { wire, noUnread, noLastMsg, hiddenFromSender };
}

/** The same message with other contents. */
export function withData(message: StoredMessage, data: string): StoredMessage {
  const { wire } = message;
  return {
    ...message,
    wire: { ...wire, MsgVersion: wire.MsgVersion + 1, MsgBody: [customElement(data)] },
  };
}

export function push(to: string, at: number): OfflinePush {
  return {
    at,
    to,
    from: 'alice',
    groupID: '',
    title: 't',
    desc: 'd',
    ext: '{}',
    messageKey: '1_1_1',
    data: '',
  };
}

export function virtualDevice(user: string, device: string, clockOffset = 45) {
  return { user, device, platform: 'iOS', dialect: 'native' as const, clockOffset, online: true };
}

/** A store with something of every kind in it. */
export function fill(store: Store): void {
  for (const [index, userID] of ['alice', 'bob', 'carol'].entries()) {
    store.putAccount(
      account(userID, { tinyID: `144${index}`, profile: { Tag_Profile_IM_Nick: `${userID} ☎` } }),
    );
  }
  store.putGroup(group('team', { attributes: { topic: 'x' } }));
  for (const userID of ['bob', 'alice', 'carol']) store.putMember('team', member(userID));
  store.putFriend('bob', { userID: 'alice', remark: 'boss', addTime: T0 });
  store.putFriend('alice', { userID: 'bob', remark: '', addTime: T0 });
  store.putBlock('carol', 'bob', T0 + 1);
  store.append(c2c('alice', 'bob', { at: 1, data: '\ud83d\ude00 "\u0000' }));
  store.append(
    c2c('bob', 'alice', { at: 1, seq: 3, noUnread: true, noLastMsg: true, hiddenFromSender: true }),
  );
  store.append(inGroup('team', 'carol', store.takeGroupSeq('team'), { at: 2 }));
  store.takeGroupSeq('team');
  store.replace({ ...withData(store.log(0, 1)[0]!, 'changed'), recalled: true });
  store.putMark(
    'bob',
    { userID: 'alice' },
    { readID: 1, readTime: T0, clearedID: 0, hiddenID: 0, pinned: true },
  );
  store.putMark(
    'bob',
    { groupID: 'team' },
    { readID: 0, readTime: 0, clearedID: 2, hiddenID: 2, pinned: false },
  );
  store.appendPush(push('bob', 1));
  store.appendPush(push('bob', 2));
  store.putDocument(VIRTUAL_DEVICES, ['bob', 'phone'], virtualDevice('bob', 'phone'));
  store.putDocument(COUNTERS, ['tinyID'], 7);
}

import { beforeEach, describe, expect, test } from 'vitest';
import {
  CUSTOM_STATUS,
  GROUP_APPLICATIONS,
  GROUP_ATTRIBUTE_SEQUENCES,
  GROUP_RECEIPTS,
  RECV_OPTIONS,
  VIRTUAL_DEVICES,
  VIRTUAL_INVITATIONS,
} from '../../../src/hub/store/collections.js';
import { NEW_MARK, type Store, type StoredMessage } from '../../../src/hub/store/store.js';
import { account, c2c, fill, group, inGroup, member, push, T0, virtualDevice, withData } from './samples.js';

const ids = (messages: readonly StoredMessage[]) => messages.map((message) => message.id);

/** What every Store must do. */
export function storeSuite(open: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = open();
    return () => store.close();
  });

  describe('accounts', () => {
    test('are found by user ID and by TinyID, and listed in the order of their creation', () => {
      store.putAccount(account('zoe', { tinyID: '1' }));
      store.putAccount(account('adam', { tinyID: '2' }));
      store.putAccount(account('zoe', { tinyID: '1', profile: { Tag_Profile_IM_Nick: 'Z' } }));
      expect(store.account('zoe')?.profile).toEqual({ Tag_Profile_IM_Nick: 'Z' });
      expect(store.accountByTinyID('2')?.userID).toBe('adam');
      expect(store.accounts().map((each) => each.userID)).toEqual(['zoe', 'adam']);
      expect(store.account('nobody')).toBeUndefined();
      expect(store.accountByTinyID('3')).toBeUndefined();
    });

    test('names of JavaScript are names like any other', () => {
      for (const userID of ['__proto__', 'constructor', 'toString']) {
        expect(store.account(userID)).toBeUndefined();
        store.putAccount(account(userID, { tinyID: userID }));
        expect(store.account(userID)?.userID).toBe(userID);
      }
    });

    test('take memberships, friends, blocks and pushes with them; messages stay', () => {
      fill(store);
      store.deleteAccount('bob');
      expect(store.account('bob')).toBeUndefined();
      expect(store.accountByTinyID('1441')).toBeUndefined();
      expect(store.groupsOf('bob')).toEqual([]);
      expect(store.members('team').map((each) => each.userID)).toEqual(['alice', 'carol']);
      expect(store.friends('bob')).toEqual([]);
      expect(store.friend('alice', 'bob')).toBeUndefined();
      expect(store.blocks('carol', 'bob')).toBe(false);
      expect(store.pushes('bob')).toEqual([]);
      expect(ids(store.c2cHistory('alice', 'bob', { limit: 9 }))).toEqual([2, 1]);
    });
  });

  describe('groups', () => {
    test('have members in the order of their joining; a user has groups sorted by ID', () => {
      store.putGroup(group('b'));
      store.putGroup(group('a'));
      for (const groupID of ['b', 'a']) {
        for (const userID of ['zoe', 'adam']) store.putMember(groupID, member(userID));
      }
      store.putMember('a', member('zoe', { role: 'Owner' }));
      expect(store.members('a').map((each) => [each.userID, each.role])).toEqual([
        ['zoe', 'Owner'],
        ['adam', 'Member'],
      ]);
      expect(store.groupsOf('zoe')).toEqual(['a', 'b']);
      expect(store.groups().map((each) => each.groupID)).toEqual(['b', 'a']);
      store.deleteMember('a', 'zoe');
      store.deleteMember('a', 'zoe');
      expect(store.member('a', 'zoe')).toBeUndefined();
      expect(store.groupsOf('zoe')).toEqual(['b']);
    });

    test('count their messages from 1, those that are not kept too', () => {
      store.putGroup(group('team'));
      expect(store.lastGroupSeq('team')).toBe(0);
      expect([store.takeGroupSeq('team'), store.takeGroupSeq('team')]).toEqual([1, 2]);
      expect(store.lastGroupSeq('team')).toBe(2);
      expect(store.lastGroupSeq('no such')).toBe(0);
    });

    test('that are not there take no member, number or message (10010)', () => {
      const missing = expect.objectContaining({ code: 10010 });
      expect(() => store.putMember('no', member('bob'))).toThrow(missing);
      expect(() => store.takeGroupSeq('no')).toThrow(missing);
      expect(() => store.append(inGroup('no', 'bob', 1))).toThrow(missing);
      expect(store.log(0, 9)).toEqual([]);
    });

    test('take members, messages, marks and numbers with them, and ids are not used again', () => {
      fill(store);
      store.append(inGroup('team', 'bob', store.takeGroupSeq('team')));
      store.deleteGroup('team');
      store.deleteGroup('team');
      expect(store.group('team')).toBeUndefined();
      expect(store.groupsOf('bob')).toEqual([]);
      expect(ids(store.log(0, 9))).toEqual([1, 2]);
      expect(store.mark('bob', { groupID: 'team' })).toEqual(NEW_MARK);
      store.putGroup(group('team'));
      expect(store.members('team')).toEqual([]);
      expect(store.groupHistory('team', { limit: 9 })).toEqual([]);
      expect(store.takeGroupSeq('team')).toBe(1);
      expect(store.append(c2c('alice', 'bob')).id).toBe(5);
    });

    test('show a newcomer nothing as unread that was there before', () => {
      store.putGroup(group('team'));
      store.putMember('team', member('alice'));
      store.append(inGroup('team', 'alice', store.takeGroupSeq('team')));
      store.putMember('team', member('bob', { joinTime: T0 + 5 }));
      store.putMember('team', member('bob', { nameCard: 'B' }));
      expect(store.conversations('bob')[0]).toMatchObject({
        unread: 0,
        mark: { readID: 1, readTime: T0 + 5 },
      });
      store.append(inGroup('team', 'alice', store.takeGroupSeq('team')));
      expect(store.conversations('bob')[0]).toMatchObject({ unread: 1 });
      store.deleteMember('team', 'bob');
      expect(store.mark('bob', { groupID: 'team' })).toEqual(NEW_MARK);
    });
  });

  test('friends and blocks go one way each', () => {
    store.putFriend('alice', { userID: 'bob', remark: 'B', addTime: T0 });
    store.putBlock('alice', 'carol', T0);
    store.putBlock('alice', 'bob', T0 + 1);
    expect(store.friend('alice', 'bob')?.remark).toBe('B');
    expect(store.friend('bob', 'alice')).toBeUndefined();
    expect(store.blocks('alice', 'bob')).toBe(true);
    expect(store.blocks('bob', 'alice')).toBe(false);
    expect(store.blockList('alice')).toEqual([
      { userID: 'carol', addTime: T0 },
      { userID: 'bob', addTime: T0 + 1 },
    ]);
    store.deleteBlock('alice', 'bob');
    store.deleteFriend('alice', 'bob');
    store.deleteFriend('alice', 'bob');
    expect(store.blocks('alice', 'bob')).toBe(false);
    expect(store.friends('alice')).toEqual([]);
  });

  describe('messages', () => {
    test('get the ids 1, 2, 3 ... and stand in one log', () => {
      store.putGroup(group('team'));
      store.append(c2c('alice', 'bob'));
      store.append(inGroup('team', 'alice', store.takeGroupSeq('team')));
      const third = store.append(c2c('bob', 'alice', { noUnread: true }));
      expect(third).toEqual({
        id: 3,
        recalled: false,
        ...c2c('bob', 'alice', { noUnread: true }),
      });
      expect(ids(store.log(0, 9))).toEqual([1, 2, 3]);
      expect(ids(store.log(1, 1))).toEqual([2]);
      expect(store.log(2, 9)).toEqual([third]);
      expect(ids(store.logBefore(9, 2))).toEqual([3, 2]);
      expect(ids(store.logBefore(3, 9))).toEqual([2, 1]);
      expect(store.logBefore(1, 9)).toEqual([]);
    });

    test('run in a C2C history from new to old by time, then MsgSeq, then arrival', () => {
      store.append(c2c('alice', 'bob', { at: 5, seq: 9 }));
      store.append(c2c('bob', 'alice', { at: 5, seq: 2 }));
      store.append(c2c('alice', 'bob', { at: 1, seq: 99 }));
      store.append(c2c('bob', 'alice', { at: 5, seq: 9, random: 8 }));
      store.append(c2c('alice', 'carol', { at: 5, seq: 9 }));
      const order = [4, 1, 2, 3];
      expect(ids(store.c2cHistory('alice', 'bob', { limit: 9 }))).toEqual(order);
      expect(ids(store.c2cHistory('bob', 'alice', { limit: 9 }))).toEqual(order);
      const paged: number[] = [];
      for (let page = store.c2cHistory('bob', 'alice', { limit: 1 }); page.length > 0; ) {
        paged.push(...ids(page));
        page = store.c2cHistory('bob', 'alice', { limit: 1, beforeID: page[0]!.id });
      }
      expect(paged).toEqual(order);
      expect(ids(store.c2cHistory('alice', 'bob', { limit: 9, beforeID: 5 }))).toEqual(order);
      expect(store.c2cHistory('alice', 'nobody', { limit: 9 })).toEqual([]);
    });

    test('leave one side’s history when that side cleared it, or never was to see it', () => {
      store.append(c2c('alice', 'bob', { at: 1 }));
      store.append(c2c('alice', 'bob', { at: 2, hiddenFromSender: true }));
      store.putMark('bob', { userID: 'alice' }, { ...NEW_MARK, clearedID: 1 });
      expect(ids(store.c2cHistory('alice', 'bob', { limit: 9 }))).toEqual([1]);
      expect(ids(store.c2cHistory('bob', 'alice', { limit: 9 }))).toEqual([2]);
    });

    test('run in a group’s history from new to old by seq', () => {
      store.putGroup(group('team'));
      for (let seq = 1; seq <= 5; seq++) store.append(inGroup('team', 'alice', store.takeGroupSeq('team')));
      const seqs = (messages: StoredMessage[]) => messages.map((message) => message.wire.MsgSeq);
      expect(seqs(store.groupHistory('team', { limit: 2 }))).toEqual([5, 4]);
      expect(seqs(store.groupHistory('team', { limit: 9, beforeSeq: 4 }))).toEqual([3, 2, 1]);
      expect(store.groupHistory('no such', { limit: 9 })).toEqual([]);
      expect(store.groupMessage('team', 3)?.id).toBe(3);
      expect(store.groupMessage('team', 6)).toBeUndefined();
      expect(store.groupMessage('no such', 1)).toBeUndefined();
    });

    test('are found by MsgKey from both sides, also where seq and time are shared', () => {
      store.append(c2c('alice', 'bob', { random: 1 }));
      store.append(c2c('bob', 'alice', { random: 2 }));
      const key = `1_2_${T0}`;
      expect(store.c2cMessage('alice', 'bob', key)?.id).toBe(2);
      expect(store.c2cMessage('bob', 'alice', key)?.id).toBe(2);
      expect(store.c2cMessage('alice', 'bob', `1_3_${T0}`)).toBeUndefined();
      expect(store.c2cMessage('alice', 'carol', key)).toBeUndefined();
      for (const bad of ['', 'x', '1_2', `1_2_${T0}_`, `1_2_${'9'.repeat(400)}`]) {
        expect(store.c2cMessage('alice', 'bob', bad)).toBeUndefined();
      }
    });

    test('stay in their place when they change', () => {
      store.append(c2c('alice', 'bob', { seq: 1 }));
      const second = store.append(c2c('alice', 'bob', { seq: 2, random: 3 }));
      store.append(c2c('alice', 'bob', { seq: 3 }));
      const changed = { ...withData(second, 'other'), recalled: true, noUnread: true };
      store.replace(changed);
      expect(store.c2cMessage('alice', 'bob', `2_3_${T0}`)).toEqual(changed);
      expect(store.log(1, 1)).toEqual([changed]);
      expect(ids(store.c2cHistory('bob', 'alice', { limit: 9 }))).toEqual([3, 2, 1]);
      expect(() => store.replace({ ...changed, id: 4 })).toThrow(expect.objectContaining({ code: 7011 }));
    });

    test('to oneself are one conversation, and never unread', () => {
      store.append(c2c('alice', 'alice'));
      expect(store.conversations('alice')).toHaveLength(1);
      expect(store.conversations('alice')[0]).toMatchObject({ peer: { userID: 'alice' }, unread: 0 });
      expect(store.unreadC2C('alice')).toEqual([]);
    });
  });

  test('unread are the messages of others after the read mark, but not noUnread, recalled or cleared ones', () => {
    store.append(c2c('alice', 'bob', { at: 9 }));
    store.append(c2c('carol', 'bob'));
    store.append(c2c('alice', 'bob', { noUnread: true }));
    store.append(c2c('bob', 'alice'));
    const recalled = store.append(c2c('alice', 'bob', { seq: 5 }));
    store.replace({ ...recalled, recalled: true });
    store.append(c2c('alice', 'bob', { seq: 6 }));
    expect(ids(store.unreadC2C('bob'))).toEqual([1, 2, 6]);
    expect(ids(store.unreadC2C('alice'))).toEqual([4]);
    store.putMark('bob', { userID: 'alice' }, { ...NEW_MARK, readID: 1 });
    store.putMark('bob', { userID: 'carol' }, { ...NEW_MARK, clearedID: 2 });
    expect(ids(store.unreadC2C('bob'))).toEqual([6]);
    expect(store.unreadC2C('nobody')).toEqual([]);
    expect(store.unreadCounts('bob')).toEqual([{ userID: 'alice', count: 1 }]);
    expect(store.unreadCounts('nobody')).toEqual([]);
  });

  test('unread messages of several users come by pages in order of arrival, whatever their times', () => {
    const times = [5, 5, 3, 9, 1, 7, 7];
    for (const [index, at] of times.entries())
      store.append(c2c(index % 2 ? 'carol' : 'alice', 'bob', { at }));
    const paged: number[] = [];
    for (let page = store.unreadC2C('bob', { afterID: 0, limit: 2 }); page.length > 0; ) {
      paged.push(...ids(page));
      page = store.unreadC2C('bob', { afterID: paged.at(-1)!, limit: 2 });
    }
    expect(paged).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(store.unreadCounts('bob')).toEqual([
      { userID: 'alice', count: 4 },
      { userID: 'carol', count: 3 },
    ]);
  });

  test('a recalled message is unread no more, also when it was counted before', () => {
    store.append(c2c('alice', 'bob'));
    const second = store.append(c2c('alice', 'bob', { seq: 2 }));
    const unread = () => [store.conversations('bob')[0]?.unread, store.unreadCounts('bob')[0]?.count];
    expect(unread()).toEqual([2, 2]);
    store.replace({ ...second, recalled: true });
    expect(unread()).toEqual([1, 1]);
    store.append(c2c('alice', 'bob', { seq: 3 }));
    expect(unread()).toEqual([2, 2]);
  });

  describe('conversations', () => {
    test('are C2C and groups, most recent first, with what each side has not read', () => {
      store.putGroup(group('team'));
      store.putGroup(group('empty'));
      for (const groupID of ['team', 'empty']) store.putMember(groupID, member('bob'));
      store.append(c2c('alice', 'bob', { at: 5 }));
      store.append(inGroup('team', 'alice', store.takeGroupSeq('team'), { at: 9 }));
      store.append(inGroup('team', 'bob', store.takeGroupSeq('team'), { at: 9 }));
      store.append(c2c('bob', 'carol', { at: 7 }));
      const rows = store.conversations('bob').map(({ peer, last, unread }) => [peer, last?.id, unread]);
      expect(rows).toEqual([
        [{ groupID: 'team' }, 3, 1],
        [{ userID: 'carol' }, 4, 0],
        [{ userID: 'alice' }, 1, 1],
      ]);
      expect(store.conversations('nobody')).toEqual([]);
    });

    test('show as their last what is not NoLastMsg, cleared or hidden from its sender', () => {
      store.append(c2c('alice', 'bob', { at: 1 }));
      store.append(c2c('alice', 'bob', { at: 2, hiddenFromSender: true }));
      store.append(c2c('alice', 'bob', { at: 3, noLastMsg: true }));
      expect(store.conversations('alice')[0]?.last?.id).toBe(1);
      expect(store.conversations('bob')[0]?.last?.id).toBe(2);
      store.putMark('bob', { userID: 'alice' }, { ...NEW_MARK, clearedID: 2 });
      expect(store.conversations('bob')).toEqual([
        { peer: { userID: 'alice' }, last: undefined, unread: 1, mark: { ...NEW_MARK, clearedID: 2 } },
      ]);
    });

    test('hidden ones are back with the next message', () => {
      store.append(c2c('alice', 'bob'));
      store.putMark('bob', { userID: 'alice' }, { ...NEW_MARK, hiddenID: 1 });
      expect(store.conversations('bob')).toEqual([]);
      expect(store.conversations('alice')).toHaveLength(1);
      store.append(c2c('alice', 'bob'));
      expect(store.conversations('bob')).toHaveLength(1);
    });
  });

  test('marks are each side’s own, and apart for users and groups of one name', () => {
    const read = { ...NEW_MARK, readID: 3, pinned: true };
    store.putMark('bob', { userID: 'team' }, read);
    expect(store.mark('bob', { userID: 'team' })).toEqual(read);
    expect(store.mark('bob', { groupID: 'team' })).toEqual(NEW_MARK);
    expect(store.mark('alice', { userID: 'team' })).toEqual(NEW_MARK);
  });

  test('of pushes the newest 200 per user are kept', () => {
    for (let at = 1; at <= 203; at++) store.appendPush(push('bob', at));
    store.appendPush(push('carol', 1));
    expect(store.pushes('bob').map((each) => each.at)).toEqual(Array.from({ length: 200 }, (_, i) => i + 4));
    expect(store.pushes('carol')).toEqual([push('carol', 1)]);
    expect(store.pushes('nobody')).toEqual([]);
  });

  describe('documents', () => {
    test('are found by their key, and listed by its first part, then in the order they came', () => {
      store.putDocument(VIRTUAL_DEVICES, ['bob', 'tablet'], virtualDevice('bob', 'tablet'));
      store.putDocument(VIRTUAL_DEVICES, ['bob', 'phone'], virtualDevice('bob', 'phone'));
      store.putDocument(VIRTUAL_DEVICES, ['alice', 'phone'], virtualDevice('alice', 'phone'));
      store.putDocument(VIRTUAL_DEVICES, ['bob', 'tablet'], virtualDevice('bob', 'tablet', 7));
      const keys = (first?: string) =>
        store.documents(VIRTUAL_DEVICES, first).map(({ key }) => key.join('/'));
      expect(keys()).toEqual(['alice/phone', 'bob/tablet', 'bob/phone']);
      expect(keys('bob')).toEqual(['bob/tablet', 'bob/phone']);
      expect(keys('nobody')).toEqual([]);
      expect(store.document(VIRTUAL_DEVICES, 'bob', 'tablet')?.clockOffset).toBe(7);
      store.deleteDocument(VIRTUAL_DEVICES, 'bob', 'tablet');
      store.deleteDocument(VIRTUAL_DEVICES, 'bob', 'tablet');
      expect(store.document(VIRTUAL_DEVICES, 'bob', 'tablet')).toBeUndefined();
      expect(store.document(CUSTOM_STATUS, 'bob')).toBeUndefined();
    });

    test('have numbers in their keys as numbers, and spaces in the last part only', () => {
      store.putGroup(group('team'));
      store.putDocument(GROUP_RECEIPTS, ['team', 12], ['bob']);
      expect(store.documents(GROUP_RECEIPTS)).toEqual([{ key: ['team', 12], value: ['bob'] }]);
      store.putDocument(VIRTUAL_INVITATIONS, ['bob', 'phone', 'an id'], { over: true });
      expect(store.documents(VIRTUAL_INVITATIONS)[0]!.key).toEqual(['bob', 'phone', 'an id']);
    });

    test('go with every user whom their key names', () => {
      fill(store);
      store.putDocument(CUSTOM_STATUS, ['bob'], 'away');
      store.putDocument(CUSTOM_STATUS, ['carol'], 'here');
      store.putDocument(RECV_OPTIONS, ['bob', 'carol'], 1);
      store.putDocument(RECV_OPTIONS, ['carol', 'bob'], 1);
      store.putDocument(RECV_OPTIONS, ['carol', 'alice'], 2);
      const time = T0;
      for (const applicant of ['bob', 'carol']) {
        store.putDocument(GROUP_APPLICATIONS, ['team', applicant], {
          ...{ groupID: 'team', applicant, note: '', time },
        });
      }
      store.deleteAccount('bob');
      const left = store.snapshot().documents.map(({ kind, key }) => `${kind} ${key}`);
      expect(left).toEqual([
        'counter tinyID',
        'group_application team carol',
        'recv_option carol alice',
        'status carol',
      ]);
    });

    test('go with the group that their key names', () => {
      fill(store);
      store.putGroup(group('other'));
      for (const groupID of ['team', 'other']) {
        store.putDocument(GROUP_RECEIPTS, [groupID, 1], ['bob']);
        store.putDocument(GROUP_ATTRIBUTE_SEQUENCES, [groupID], { main: 1, keys: {} });
      }
      store.deleteGroup('team');
      const left = store.snapshot().documents.map(({ kind, key }) => `${kind} ${key}`);
      expect(left).toEqual([
        'counter tinyID',
        'group_attr other',
        'group_receipt other 1',
        'virtual.device bob phone',
      ]);
    });
  });

  test('clear leaves nothing, and ids begin at 1 again', () => {
    fill(store);
    store.clear();
    expect(store.snapshot()).toEqual(open().snapshot());
    expect(store.append(c2c('alice', 'bob')).id).toBe(1);
  });

  describe('a snapshot', () => {
    test('is JSON, and a copy', () => {
      fill(store);
      const snapshot = store.snapshot();
      expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
      snapshot.messages[0]!.wire.From_Account = 'mallory';
      snapshot.accounts[0]!.profile.Tag_Profile_IM_Nick = 'M';
      expect(store.log(0, 1)[0]?.wire.From_Account).toBe('alice');
      expect(store.account('alice')?.profile.Tag_Profile_IM_Nick).toBe('alice ☎');
    });

    test('gives the same store again, over whatever there was', () => {
      fill(store);
      const snapshot = store.snapshot();
      const other = open();
      other.putAccount(account('mallory'));
      other.append(c2c('mallory', 'bob'));
      other.restore(snapshot);
      expect(other.snapshot()).toEqual(snapshot);
      for (const userID of ['alice', 'bob', 'carol', 'mallory']) {
        expect(other.conversations(userID)).toEqual(store.conversations(userID));
        expect(other.unreadC2C(userID)).toEqual(store.unreadC2C(userID));
        expect(other.pushes(userID)).toEqual(store.pushes(userID));
      }
      expect(other.append(c2c('alice', 'bob'))).toEqual(store.append(c2c('alice', 'bob')));
      other.close();
    });
  });
}

import { expect, test } from 'vitest';
import { Hub } from '../../../src/hub/hub.js';
import { parseSeed } from '../../../src/hub/seed/parse.js';
import { sowSeed } from '../../../src/hub/seed/sow.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { checkSnapshot } from '../../../src/hub/store/snapshot.js';
import type { StoredMessage } from '../../../src/hub/store/store.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { VirtualClock } from '../../../src/runtime/virtual-clock.js';
import { Trace } from '../../../src/trace/trace.js';
import { trackedSignal } from '../../../src/trace/tracker.js';

const NOW = 1_800_000_000;

function sow(text: string): Hub {
  const clock = new VirtualClock(NOW * 1000);
  const hub = new Hub({
    store: new MemoryStore(),
    clock,
    entropy: seededEntropy(1),
    trace: new Trace(clock),
  });
  sowSeed(hub, parseSeed(text));
  checkSnapshot(hub.store.snapshot());
  return hub;
}

const texts = (messages: StoredMessage[]) => messages.map(({ wire }) => wire.MsgBody[0]!.MsgContent.Text);
const ages = (messages: StoredMessage[]) => messages.map(({ wire }) => NOW - wire.MsgTime);
const signalsOf = (messages: StoredMessage[]) =>
  messages.map(({ wire }) => ({ from: wire.From_Account, ...trackedSignal(wire)! }));

test('users have their profiles, and TinyIds like all others', () => {
  const { store } = sow(
    'users: [alice, {id: bob, nick: Bob, avatar: b.png, profile: {Tag_Profile_IM_Level: 3}}]',
  );
  expect(store.account('alice')).toMatchObject({ createTime: NOW, profile: {} });
  expect(store.account('bob')!.profile).toEqual({
    Tag_Profile_IM_Level: 3,
    Tag_Profile_IM_Nick: 'Bob',
    Tag_Profile_IM_Image: 'b.png',
  });
  expect(store.account('bob')!.tinyID).toMatch(/^144115\d{12}$/);
  expect(store.account('bob')!.tinyID).not.toBe(store.account('alice')!.tinyID);
});

test('friends go both ways unless one is named; blocks go one way', () => {
  const { store } = sow(`
users: [alice, bob, carol]
friends: [[alice, bob], {by: carol, user: bob, remark: B}]
blocked: [{by: bob, user: carol}]`);
  expect(store.friend('alice', 'bob')).toBeDefined();
  expect(store.friend('bob', 'alice')).toBeDefined();
  expect(store.friend('carol', 'bob')?.remark).toBe('B');
  expect(store.friend('bob', 'carol')).toBeUndefined();
  expect(store.blocks('bob', 'carol')).toBe(true);
  expect(store.blocks('carol', 'bob')).toBe(false);
});

test('groups have their owner first, and as many members as the seed says', () => {
  const users = Array.from({ length: 300 }, (_, index) => `u${index}`);
  const { store } = sow(`
users: [alice, bob, ${users}]
groups:
  - {id: team, owner: alice, members: [{id: bob, role: Admin, nameCard: B}], introduction: who, notification: what}
  - {id: all, type: Public, name: All, owner: bob, members: [${users}]}`);
  expect(store.group('team')).toMatchObject({
    type: 'Work',
    name: 'team',
    owner: 'alice',
    introduction: 'who',
  });
  expect(store.members('team')).toEqual([
    expect.objectContaining({ userID: 'alice', role: 'Owner' }),
    expect.objectContaining({ userID: 'bob', role: 'Admin', nameCard: 'B', joinTime: NOW }),
  ]);
  expect(store.members('all')).toHaveLength(301);
});

test('messages were sent when they say, or now, in the order of the file within a second', () => {
  const { store } = sow(`
users: [alice, bob]
messages:
  - {from: alice, to: bob, text: second}
  - {from: bob, to: alice, text: third}
  - {from: alice, to: bob, text: first, ago: 90m}
  - {from: alice, to: bob, text: earliest, at: 2026-11-24T09:30:00+01:00}
  - {from: alice, to: bob, text: half, ago: 1.5}`);
  const history = store.c2cHistory('bob', 'alice', { limit: 9 }).reverse();
  expect(texts(history)).toEqual(['earliest', 'first', 'half', 'second', 'third']);
  expect(ages(history)).toEqual([NOW - Date.UTC(2026, 10, 24, 8, 30) / 1000, 5400, 2, 0, 0]);
  expect(texts(store.log(0, 9))).toEqual(texts(history));
  const { MsgKey } = history[0]!.wire as { MsgKey: string };
  expect(store.c2cMessage('alice', 'bob', MsgKey)).toEqual(history[0]);
});

test('messages in groups are numbered by time; an AVChatRoom keeps none', () => {
  const { store } = sow(`
users: [alice, bob]
groups: [{id: team, owner: alice}, {id: show, type: AVChatRoom, owner: alice}]
messages:
  - {from: alice, group: team, text: new}
  - {from: alice, group: team, text: old, ago: 1d}
  - {from: alice, group: show, text: gone}`);
  expect(texts(store.groupHistory('team', { limit: 9 }))).toEqual(['new', 'old']);
  expect(store.groupMessage('team', 1)?.wire).toMatchObject({
    GroupInfo: { GroupName: 'team', Type: 'Private' },
  });
  expect(store.log(0, 9)).toHaveLength(2);
});

test('messages are unread unless they were read', () => {
  const { store } = sow(`
users: [alice, bob, carol]
groups: [{id: team, owner: alice, members: [bob]}]
messages:
  - {from: alice, to: bob, text: a}
  - {from: alice, to: bob, text: b, read: true}
  - {from: alice, to: bob, text: c}
  - {from: alice, group: team, text: d, read: true}
  - {from: bob, group: team, text: e}`);
  expect(texts(store.unreadC2C('bob'))).toEqual(['c']);
  const unread = (owner: string) => store.conversations(owner).map((row) => [row.peer, row.unread]);
  expect(unread('alice')).toContainEqual([{ groupID: 'team' }, 1]);
  expect(unread('bob')).toContainEqual([{ groupID: 'team' }, 0]);
});

test('custom data is text as it is, or JSON', () => {
  const { store } = sow(`
users: [alice, bob]
messages:
  - {from: alice, to: bob, custom: plain, cloudCustomData: cloud}
  - {from: alice, to: bob, custom: {any: [json, null]}}
  - {from: alice, to: bob, custom: 7}`);
  const [plain, json, number] = store.log(0, 9).map(({ wire }) => wire);
  expect(plain).toMatchObject({
    CloudCustomData: 'cloud',
    MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: 'plain' } }],
  });
  expect(json!.MsgBody[0]!.MsgContent.Data).toBe('{"any":["json",null]}');
  expect(number!.MsgBody[0]!.MsgContent.Data).toBe('7');
});

test('signals are what SDKs would have sent', () => {
  const { store } = sow(`
users: [alice, bob, carol]
groups: [{id: team, owner: alice, members: [bob, carol]}]
messages:
  - {from: alice, to: bob, signal: {action: invite, id: one, data: {call: 1}}}
  - {from: bob, to: alice, signal: {action: timeout, id: one, data: missed}}
  - {from: alice, group: team, signal: {action: invite, id: two, invitees: [bob, carol], timeout: 0}}
  - {from: bob, group: team, signal: {action: reject, id: two}}
  - {from: alice, group: team, signal: {action: cancel, id: two}}`);
  const c2c = { inviteID: 'one', groupID: '', inviter: 'alice', inviteeList: ['bob'] };
  const group = { inviteID: 'two', groupID: 'team', inviter: 'alice', timeout: 0, data: '' };
  expect(signalsOf(store.log(0, 9))).toEqual([
    { from: 'alice', ...c2c, actionType: 1, timeout: 30, data: '{"call":1}' },
    { from: 'bob', ...c2c, actionType: 5, timeout: 0, data: 'missed' },
    { from: 'alice', ...group, actionType: 1, inviteeList: ['bob', 'carol'] },
    { from: 'bob', ...group, actionType: 4, inviteeList: ['bob'] },
    { from: 'alice', ...group, actionType: 2, inviteeList: ['carol'] },
  ]);
});

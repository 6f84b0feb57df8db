import { beforeEach, expect, test } from 'vitest';
import { RECV_OPTIONS, STATUS_WATCHERS } from '../../../src/hub/store/collections.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { checkSnapshot } from '../../../src/hub/store/snapshot.js';
import { fill } from './samples.js';

// biome-ignore lint/suspicious/noExplicitAny: it is about to be spoilt in many ways
let snapshot: any;
beforeEach(() => {
  const store = new MemoryStore();
  fill(store);
  snapshot = JSON.parse(JSON.stringify(store.snapshot()));
});

const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 6017, message: expect.stringMatching(message), hint: expect.any(String) });

test('what a store gave passes as it is, with what later versions may have added', () => {
  snapshot.accounts[0].later = 1;
  snapshot.messages[0].wire.Later = { deep: true };
  snapshot.later = [];
  expect(checkSnapshot(snapshot)).toBe(snapshot);
});

test('an empty store’s passes', () => {
  expect(checkSnapshot(new MemoryStore().snapshot())).toEqual(new MemoryStore().snapshot());
});

test('what is none is told so', () => {
  for (const value of [undefined, null, 7, 'text', [], {}, { v: '1' }, { v: 0 }]) {
    expect(() => checkSnapshot(value)).toThrow(refusal(/no snapshot of a hub/));
  }
  expect(() => checkSnapshot({ v: 2 })).toThrow(refusal(/version 2, this sig knows version 1/));
  expect(() => checkSnapshot({ v: 1 })).toThrow(refusal(/does not hold together: lastID/));
});

test.each([
  [
    'a message of no group that is there',
    (s) => s.groups.pop(),
    /messages\.2\.wire\.GroupId: there is no group team/,
  ],
  ['ids out of order', (s) => s.messages.reverse(), /messages\.1\.id: 2 comes after 3/],
  ['an id twice', (s) => s.messages.push(s.messages[2]), /messages\.3\.id: 3 comes after 3/],
  ['ids beyond the last', (s) => (s.lastID = 2), /lastID: 2 is less/],
  [
    'two accounts with one TinyID',
    (s) => (s.accounts[1].tinyID = s.accounts[0].tinyID),
    /belongs to two accounts/,
  ],
  ['a message without a body', (s) => delete s.messages[0].wire.MsgBody, /messages\.0\.wire/],
  ['a message to nobody', (s) => delete s.messages[0].wire.To_Account, /messages\.0\.wire/],
  ['a mark on nothing', (s) => (s.marks[0].peer = {}), /marks\.0\.peer/],
  ['a group of no known type', (s) => (s.groups[0].group.type = 'Club'), /groups\.0\.group\.type/],
  ['a push to nobody', (s) => (s.pushes[0].to = ''), /pushes\.0\.to/],
  [
    'a virtual device that is none',
    (s) => s.documents.push({ kind: 'virtual.device', key: 'bob tablet', value: null }),
    /documents\.2: virtual\.device of "bob tablet": .*expected object/,
  ],
  [
    'a virtual invitation that is none',
    (s) => s.documents.push({ kind: 'virtual.invitation', key: 'bob phone id', value: null }),
    /virtual\.invitation of "bob phone id"/,
  ],
  ['log-ins that are a number', (s) => s.documents.push({ kind: 'logins', key: 'bob', value: 5 }), /logins/],
  [
    'a log-in that is none',
    (s) => s.documents.push({ kind: 'logins', key: 'bob', value: [null] }),
    /logins of "bob": 0: /,
  ],
  [
    'a key with too few parts',
    (s) => s.documents.push({ kind: 'virtual.device', key: 'bob', value: {} }),
    /"bob" is no key of virtual\.device: user and text expected/,
  ],
  [
    'a key with a text for a number',
    (s) => s.documents.push({ kind: 'group_receipt', key: 'team x', value: [] }),
    /"team x" is no key of group_receipt/,
  ],
  [
    'a document of no collection',
    (s) => s.documents.push({ kind: 'other', key: 'bob', value: 5 }),
    /there is no collection "other"/,
  ],
  [
    'receive options of an earlier version that are none',
    (s) => s.documents.push({ kind: 'recv_options', key: 'bob', value: { alice: 'x' } }),
    /recv_options/,
  ],
  // biome-ignore lint/suspicious/noExplicitAny: as above
] as [string, (snapshot: any) => unknown, RegExp][])('%s is refused', (_, spoil, message) => {
  spoil(snapshot);
  expect(() => checkSnapshot(snapshot)).toThrow(refusal(message));
});

test('what earlier versions wrote is taken up in today’s form', () => {
  snapshot.documents.push({ kind: 'recv_options', key: 'bob', value: { alice: 1 } });
  snapshot.documents.push({ kind: 'status_watchers', key: 'alice', value: ['bob'] });
  const store = new MemoryStore();
  store.restore(checkSnapshot(snapshot));
  expect(store.document(RECV_OPTIONS, 'bob', 'alice')).toBe(1);
  expect(store.document(STATUS_WATCHERS, 'alice', 'bob')).toBe(true);
});

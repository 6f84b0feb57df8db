import { expect, test } from 'vitest';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { NEW_MARK } from '../../../src/hub/store/store.js';
import { c2c, group, inGroup, member } from './samples.js';
import { storeSuite } from './suite.js';

storeSuite(() => new MemoryStore());

test('the oldest messages make room for new ones, whatever conversation they are of', () => {
  const store = new MemoryStore({ keep: 100 });
  store.putGroup(group('team'));
  store.putMember('team', member('bob'));
  store.append(c2c('alice', 'oldfriend'));
  store.putMark('bob', { userID: 'alice' }, { ...NEW_MARK, readID: 900 });
  for (let i = 0; i < 500; i++) {
    store.append(c2c('alice', 'bob', { at: i }));
    store.append(inGroup('team', 'alice', store.takeGroupSeq('team')));
  }
  const kept = store.log(0, 10_000);
  expect(kept.length).toBeGreaterThanOrEqual(100);
  expect(kept.length).toBeLessThanOrEqual(125);
  expect(kept.at(-1)?.id).toBe(1001);
  const inHistory = store.c2cHistory('bob', 'alice', { limit: 1000 }).length;
  expect(inHistory + store.groupHistory('team', { limit: 1000 }).length).toBe(kept.length);
  expect(store.conversations('oldfriend')).toEqual([]);
  expect(store.groupMessage('team', 1)).toBeUndefined();
  expect(store.groupMessage('team', 500)?.id).toBe(1001);
  expect(store.unreadC2C('bob').every(({ id }) => id > 900)).toBe(true);

  // What is left is a store like any other.
  const again = new MemoryStore({ keep: 100 });
  again.restore(store.snapshot());
  expect(again.conversations('bob')).toEqual(store.conversations('bob'));
  expect(again.append(c2c('alice', 'bob'))).toEqual(store.append(c2c('alice', 'bob')));
});

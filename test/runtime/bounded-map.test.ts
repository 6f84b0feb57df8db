import { expect, test } from 'vitest';
import { BoundedMap, BoundedSet } from '../../src/runtime/bounded-map.js';

test('the oldest entries are forgotten, and never one of the newest', () => {
  const map = new BoundedMap<number, string>(16);
  for (let key = 0; key < 100; key++) {
    map.set(key, `${key}`);
    expect(map.size).toBeLessThanOrEqual(18);
    for (let newest = Math.max(0, key - 15); newest <= key; newest++)
      expect(map.get(newest)).toBe(`${newest}`);
  }
  expect(map.has(0)).toBe(false);
  map.delete(99);
  expect(map.get(99)).toBeUndefined();
  map.clear();
  expect([...map.values()]).toEqual([]);
});

test('a set says whether a value was new', () => {
  const set = new BoundedSet<string>(8);
  expect(set.add('a')).toBe(true);
  expect(set.add('a')).toBe(false);
  for (let at = 0; at < 20; at++) set.add(`${at}`);
  expect(set.has('a')).toBe(false);
  expect(set.add('a')).toBe(true);
});

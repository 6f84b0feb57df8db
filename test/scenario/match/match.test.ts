import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataDifferences, differences } from '../../../src/scenario/match/match.js';

test.each<[string, unknown, unknown, boolean]>([
  ['a literal', 'ok', 'ok', true],
  ['a literal of another type', 1, '1', false],
  ['a subset of a map', { a: 1 }, { a: 1, b: 2 }, true],
  ['a key that is missing', { a: 1 }, { b: 2 }, false],
  ['a nested subset', { a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2, d: 3 }], e: 4 } }, true],
  ['a list with more in it', [1], [1, 2], false],
  ['a regular expression', '/^v\\d+$/i', 'V12', true],
  ['a regular expression on a number', '/^12$/', 12, true],
  ['a JSON path', { '$.a.b[0]': 1 }, { a: { b: [1, 2] } }, true],
  ['a JSON path that finds several', { '$..c': 2 }, [{ c: 1 }, { c: 2 }], true],
  ['a JSON path that finds nothing', { '$.x': 1 }, { a: 1 }, false],
  ['$exactly', { $exactly: { a: 1 } }, { a: 1, b: 2 }, false],
  ['$exactly in another order', { $exactly: { a: 1, b: 2 } }, { b: 2, a: 1 }, true],
  ['$not', { a: { $not: 1 } }, { a: 2 }, true],
  ['$oneOf', { $oneOf: ['a', 'b'] }, 'b', true],
  ['$exists', { a: { $exists: false } }, { b: 1 }, true],
  ['$contains in a text', { $contains: 'ell' }, 'hello', true],
  ['$contains in a list', { $contains: { a: 1 } }, [{ a: 1, b: 2 }], true],
])('%s', (_name, pattern, actual, fits) => {
  expect(differences(pattern, actual).length === 0).toBe(fits);
});

test('data is compared as JSON with a map, and as text with a text', () => {
  expect(dataDifferences({ call: 'video' }, '{"call":"video","room":1}')).toEqual([]);
  expect(dataDifferences('{"call":"video"}', '{"call":"video"}')).toEqual([]);
  expect(dataDifferences({ call: 'video' }, 'hello')).toEqual([
    'data: expected JSON like {"call":"video"}, but it is "hello"',
  ]);
});

test('a difference names its place and both sides', () => {
  expect(differences({ a: { b: [1, 2] } }, { a: { b: [1, 3] } })).toEqual([
    'a.b[1]: expected 2, but it is 3',
  ]);
});

test('every JSON value fits itself, exactly', () => {
  const plainJSON = fc.jsonValue().filter((value) => !/"[^"]*[$/][^"]*"/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(plainJSON, (value) => {
      const json = JSON.parse(JSON.stringify(value));
      expect(differences(json, json)).toEqual([]);
      expect(differences({ $exactly: json }, json)).toEqual([]);
    }),
  );
});

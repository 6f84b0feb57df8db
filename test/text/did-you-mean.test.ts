import { expect, test } from 'vitest';
import { didYouMean } from '../../src/text/did-you-mean.js';

const known = ['invite', 'accept', 'cancel', 'list', 'bob', 'alice'];

test.each([
  ['invte', 'invite'],
  ['acecpt', 'accept'],
  ['canceel', 'cancel'],
  ['lsit', 'list'],
  ['bbo', 'bob'],
  ['Alice', 'alice'],
])('%s: did you mean %s', (word, meant) => expect(didYouMean(word, known)).toBe(meant));

test.each(['', 'zzz', 'dave', 'a', 'bx', 'rib'])('"%s" is near to nothing', (word) =>
  expect(didYouMean(word, known)).toBeUndefined(),
);

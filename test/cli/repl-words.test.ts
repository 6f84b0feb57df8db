import { expect, test } from 'vitest';
import { splitWords, withActor } from '../../src/cli/repl/words.js';

test.each([
  ['invite alice bob', ['invite', 'alice', 'bob']],
  [`modify alice --data '{"a": 1}'`, ['modify', 'alice', '--data', '{"a": 1}']],
  ['send a b "he said \\"hi\\"" there', ['send', 'a', 'b', 'he said "hi"', 'there']],
  ['a\\ b ""', ['a b', '']],
  ['   ', []],
])('%s', (line, words) => expect(splitWords(line)).toEqual(words));

const users = ['alice', 'bob'];
test.each([
  ['accept', 'accept alice'],
  ['accept 3f9a --data x', 'accept alice 3f9a --data x'],
  ['accept bob 3f9a', 'accept bob 3f9a'],
  ['invite bob', 'invite alice bob'],
  ['invite bob carol', 'invite bob carol'],
  ['send bob hello there', 'send alice bob hello there'],
  ['send bob alice hello', 'send bob alice hello'],
  ['list --user bob', 'list --user bob'],
])('as alice, %s means %s', (line, meant) =>
  expect(withActor(line.split(' '), 'alice', users).join(' ')).toBe(meant),
);

import { Writable } from 'node:stream';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineKind, lineWriter } from '../../src/cli/line-writer.js';

function written(line: string, kind: LineKind, isTTY: boolean): string {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  lineWriter(Object.assign(stream, { isTTY }), () => kind)(line);
  return text;
}

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\x1b', '[', '31m', '\x9b', '\n', '\u202e'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});
/** All but tabs and line ends. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

test('at a terminal no control character passes but those of colours', () => {
  fc.assert(
    fc.property(text, (line) => {
      expect(written(line, 'plain', true)).not.toMatch(CONTROL);
      expect(written(line, 'colors', true).replace(/\x1b\[[0-9;]*m/g, '')).not.toMatch(CONTROL);
    }),
  );
  const red = new Chalk({ level: 1 }).red('red');
  expect(written(`${red}\tand\nmore`, 'colors', true)).toBe(`${red}\tand\nmore\n`);
});

test('JSON stays the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), text, (value, more) => {
      const line = JSON.stringify({ value, more });
      const shown = written(line, 'json', true);
      expect(JSON.parse(shown)).toEqual(JSON.parse(line));
      expect(shown).not.toMatch(CONTROL);
    }),
  );
});

test('a file or a pipe gets a line as it is', () => {
  expect(written('\x1bc\u202e', 'plain', false)).toBe('\x1bc\u202e\n');
});

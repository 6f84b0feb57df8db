import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { fitColored, visible, wrapText, wrapWords } from '../../../src/cli/print/fit.js';
import { table } from '../../../src/cli/print/table.js';

const paint = new Chalk({ level: 1 });

test('a coloured text is cut by what shows, and its colours still end', () => {
  const text = `${paint.red('one two')} three`;
  expect(visible(text)).toBe(13);
  expect(fitColored(text, 13)).toBe(text);
  expect(fitColored(text, 5)).toBe(paint.red('one …'));
  expect(fitColored(text, 9)).toBe(`${paint.red('one two')} …`);
});

test('wide characters count as two', () => {
  expect(visible('你好📞✅')).toBe(8);
  expect(fitColored('你好世界', 6)).toBe('你好…');
  expect(wrapText('你好世界', 5)).toEqual(['你好', '世界']);
});

test('words are kept whole while they fit', () => {
  expect(wrapWords('alice, bob, carol', 11)).toEqual(['alice, bob,', 'carol']);
  expect(wrapWords('abcdefgh ij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapWords('', 4)).toEqual(['']);
});

interface Row {
  a: string;
  b: string[];
  c: string;
}

function lines(columns: number, rows: Row[]): string[] {
  return table({ paint: new Chalk({ level: 0 }), columns }, rows, [
    { title: 'A', cell: (row) => row.a },
    { title: 'B', cell: (row) => row.b },
    { title: 'C', cell: (row) => row.c, rest: true },
  ]);
}

test('the last column takes what is left, and is cut to it', () => {
  expect(lines(24, [{ a: 'one', b: ['two', 'three'], c: 'x'.repeat(20) }])).toEqual([
    'A    B      C',
    `one  two    ${'x'.repeat(11)}…`,
    '     three',
  ]);
});

test('a column in which nothing stands is left out', () => {
  expect(lines(24, [{ a: 'one', b: [''], c: 'two' }])).toEqual(['A    C', 'one  two']);
});

test('where the page is too narrow the widest columns give way', () => {
  const row = { a: 'a'.repeat(30), b: ['b'.repeat(20)], c: 'c'.repeat(30) };
  for (const line of lines(40, [row])) expect(visible(line)).toBeLessThanOrEqual(40);
  expect(lines(40, [row])[1]).toBe(`${'a'.repeat(13)}…  ${'b'.repeat(13)}…  ${'c'.repeat(7)}…`);
});

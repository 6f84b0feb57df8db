import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { table } from '../../../src/cli/print/table.js';
import { textWidth } from '../../../src/text/width.js';

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
  for (const line of lines(40, [row])) expect(textWidth(line)).toBeLessThanOrEqual(40);
  expect(lines(40, [row])[1]).toBe(`${'a'.repeat(13)}…  ${'b'.repeat(13)}…  ${'c'.repeat(7)}…`);
});

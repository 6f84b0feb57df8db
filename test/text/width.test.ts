import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { blankControls } from '../../src/text/printable.js';
import { fitColored, fitText, padText, textWidth, wrapText } from '../../src/text/width.js';

const paint = new Chalk({ level: 1 });

describe('columns that a text takes', () => {
  it.each([
    ['a letter', 'a', 1],
    ['Chinese', '你好', 4],
    ['Korean', '한글', 4],
    ['fullwidth forms', 'Ａ１', 4],
    ['halfwidth katakana', 'ｱ', 1],
    ['a letter with a combining accent', 'e\u0301', 1],
    ['a zero-width space', 'a\u200bb', 2],
    ['a family', '👨‍👩‍👧', 2],
    ['a flag', '🇩🇪', 2],
    ['a heart with a variation selector', '❤️', 2],
    ['a thumb with a skin colour', '👍🏽', 2],
    ['a keycap', '1️⃣', 2],
    ['box drawing and an ellipsis', '│─…', 3],
    ['colours', paint.red('red'), 3],
    ['nothing', '', 0],
  ])('%s', (_, text, columns) => expect(textWidth(text)).toBe(columns));
});

describe('a text that is cut', () => {
  it('keeps characters whole', () => {
    const family = 'a👨‍👩‍👧b🇩🇪c❤️d👍🏽e1️⃣';
    expect(fitText(family, 3)).toBe('a…');
    expect(fitText(family, 4)).toBe('a👨‍👩‍👧…');
    expect(fitText(family, 7)).toBe('a👨‍👩‍👧b🇩🇪…');
    expect(fitText(family, 10)).toBe('a👨‍👩‍👧b🇩🇪c❤️…');
    expect(fitText(family, textWidth(family))).toBe(family);
    expect(fitText('你好世界', 6)).toBe('你好…');
    expect(fitText('abc', 1)).toBe('…');
    expect(fitText('abc', 0)).toBe('');
  });

  it('ends its colours', () => {
    const text = `${paint.red('one two')} three`;
    expect(fitColored(text, 13)).toBe(text);
    expect(fitColored(text, 5)).toBe(paint.red('one …'));
    expect(fitColored(text, 9)).toBe(`${paint.red('one two')} …`);
  });

  it('never takes more than it may', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('👨‍👩‍👧', '🇩🇪', '你', 'e\u0301', ' '),
            fc.string({ unit: 'binary', maxLength: 1 }),
          ),
        }),
        fc.nat(30),
        (text, columns) => {
          const fitted = fitText(text, columns);
          expect(textWidth(fitted)).toBeLessThanOrEqual(columns);
          expect(blankControls(text)).toSatisfy((whole: string) =>
            whole.startsWith(fitted.replace(/…$/, '')),
          );
        },
      ),
    );
  });
});

test('a text is filled up by what shows', () => {
  expect(padText('你', 4)).toBe('你  ');
  expect(padText(paint.red('a'), 2)).toBe(`${paint.red('a')} `);
  expect(padText('long', 2)).toBe('long');
});

describe('text broken into lines', () => {
  it('breaks at spaces, keeps the indent, and breaks what is longer than a line', () => {
    expect(wrapText('alice, bob, carol', 11)).toEqual(['alice, bob,', 'carol']);
    expect(wrapText('  one two three', 9)).toEqual(['  one two', '  three']);
    expect(wrapText('inviteID 0123456789', 8)).toEqual(['inviteID', '01234567', '89']);
    expect(wrapText('你好吗', 4)).toEqual(['你好', '吗']);
    expect(wrapText('你好世界', 5)).toEqual(['你好', '世界']);
    expect(wrapText('a👨‍👩‍👧b🇩🇪c❤️', 4)).toEqual(['a👨‍👩‍👧b', '🇩🇪c', '❤️']);
    expect(wrapText('', 4)).toEqual(['']);
  });

  it('fits, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 4, max: 30 }),
        (text, columns) => {
          const lines = wrapText(text, columns);
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});

import { textWidth } from '../../trace/text-width.js';

const COLOUR = /\x1b\[[0-9;]*m/g;

/** Columns a text takes once its colours are drawn. */
export function visible(text: string): number {
  return textWidth(text.replace(COLOUR, ''));
}

/** A text with colours, cut to at most so many columns; a colour that was turned on is turned off after the cut too. */
export function fitColored(text: string, columns: number): string {
  if (visible(text) <= columns) return text;
  let fitted = '';
  let used = 0;
  let cut = false;
  for (const piece of text.split(/(\x1b\[[0-9;]*m)/)) {
    if (piece.startsWith('\x1b')) {
      fitted += piece;
      continue;
    }
    for (const character of cut ? '' : piece) {
      used += textWidth(character);
      if (used > columns - 1) {
        cut = true;
        fitted += columns > 0 ? '…' : '';
        break;
      }
      fitted += character;
    }
  }
  return fitted;
}

/** A plain text over as many lines as it takes, broken at spaces where there are any. */
export function wrapWords(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = wrapText(word, columns);
    line = pieces.pop()!;
    lines.push(...pieces);
  }
  return [...lines, line];
}

/** A plain text over as many lines as it takes, broken where a line is full. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const wide = textWidth(character);
    if (used + wide > columns) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += character;
    used += wide;
  }
  return [...lines, line];
}

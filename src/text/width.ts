import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import { blankControls } from './printable.js';

const ASCII = /^[\x20-\x7e]*$/;

/** Columns a text takes in a terminal; colours take none. */
export function textWidth(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** A text cut to at most `columns`, with an ellipsis where something was cut; colours end after the cut too. */
export function fitColored(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  return columns > 0 ? withEnd(sliceColumns(text, columns - 1), '…') : '';
}

/** A text without colours cut to at most `columns`, with an ellipsis where something was cut; control characters become spaces. */
export function fitText(text: string, columns: number): string {
  return fitColored(blankControls(text), columns);
}

/** `text` filled up with spaces to `columns`. */
export function padText(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

/** Breaks at spaces into lines of at most `columns`, each with the indent of the first; a longer word is broken too. */
export function wrapText(text: string, columns: number): string[] {
  const indent = /^ */.exec(text)![0].slice(0, columns >> 1);
  const lines: string[] = [];
  let line = '';
  for (const word of text.trimStart().split(/\s+/)) {
    const joined = line === '' ? `${indent}${word}` : `${line} ${word}`;
    if (textWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = `${indent}${word}`;
    while (textWidth(line) > columns) {
      const part = sliceColumns(line, columns) || firstCharacter(line);
      lines.push(part);
      line = `${indent}${line.slice(part.length)}`;
    }
  }
  return [...lines, line];
}

const characters = new Intl.Segmenter();

/** As a reader sees it: a whole cluster, wider than the line it does not fit in. */
function firstCharacter(text: string): string {
  const [first] = characters.segment(text);
  return first?.segment ?? '';
}

/** As many whole characters as fit. slice-ansi takes a wide one that only begins within the cut: then it is made earlier. */
function sliceColumns(text: string, columns: number): string {
  for (let at = columns; at > 0; at--) {
    const cut = sliceAnsi(text, 0, at);
    if (textWidth(cut) <= columns) return cut;
  }
  return '';
}

const LAST_COLORS = /(?:\x1b\[[0-9;]*m)*$/;

/** Puts `end` before the codes that turn the colours off, so that it has the colour of what it stands for. */
function withEnd(cut: string, end: string): string {
  return cut.replace(LAST_COLORS, (codes) => end + codes);
}

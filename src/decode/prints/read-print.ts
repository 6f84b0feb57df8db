import { memberAt, type Print } from './print.js';
import { PrintReader } from './print-reader.js';

/** More characters than this are no print that somebody pasted. */
const MAX_PRINT = 1024 * 1024;

/**
 * Reads a text that some program printed of a map, a list or an object; undefined for what is none, and for JSON, however
 * broken.
 */
export function readPrint(text: string): Print | undefined {
  if (text.length > MAX_PRINT) return undefined;
  const reader = new PrintReader(text);
  return reader.container();
}

/** Something that may be a print within other words: a name and a bracket, and a member in it. */
const WITHIN =
  /(?:\bmap\[|(?:[\p{L}_$][\p{L}\p{N}_$.<>]{0,80}[({[]|\p{Lu}[\p{L}\p{N}_$.<>]{0,80} \{)(?=\s*["'\p{L}_$]))/gu;

/** Every print among the words of a text. */
export function* printsWithin(text: string): Generator<Print> {
  if (text.length > MAX_PRINT) return;
  WITHIN.lastIndex = 0;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const match = WITHIN.exec(text);
    if (!match) return;
    if (!memberAt(text, match.index + match[0].length)) continue;
    const reader = new PrintReader(text, match.index);
    const print = reader.container();
    if (print) {
      yield print;
      WITHIN.lastIndex = Math.max(reader.end, match.index + 1);
    }
  }
}

const MAX_TRIES = 20;

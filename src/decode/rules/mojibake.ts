import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const mojibake: FindingRule = {
  code: 'mojibake',
  level: 'warning',
  title: 'UTF-8 read as another encoding',
  why: 'The text looks like UTF-8 that was read as Latin-1 and written again: users see signs in place of letters.',
  hint: 'Read and write the text as UTF-8 throughout (the charset of the HTTP request, of the database connection).',
  needs: TRAIT.beyondASCII,
  check(subject, report) {
    const { data } = subject;
    if (data === undefined || subject.asciiOnly || !/[\u00c2-\u00ef][\u0080-\u00bf]/.test(data)) return;
    const match = /[\u00c2-\u00ef][\u0080-\u00bf]+/.exec(data)!;
    const meant = new TextDecoder().decode(Uint8Array.from(match[0], (character) => character.charCodeAt(0)));
    if (!meant.includes('\ufffd')) report(subject.dataPath(), `${match[0]} was probably ${meant}`);
  },
};

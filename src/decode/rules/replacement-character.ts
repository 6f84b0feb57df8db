import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const replacementCharacter: FindingRule = {
  code: 'replacement-character',
  level: 'warning',
  title: 'a character that was lost',
  why: 'The text holds U+FFFD, which stands where bytes could not be read as UTF-8: something cut or converted them wrongly.',
  hint: 'Look for what cuts bytes in the middle of a character, or reads another encoding as UTF-8.',
  needs: TRAIT.beyondASCII,
  check(subject, report) {
    const { data } = subject;
    if (!subject.asciiOnly && data?.includes('\ufffd'))
      report(subject.dataPath(), 'the text holds the sign for a lost character');
  },
};

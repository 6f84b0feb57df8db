import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const loneSurrogate: FindingRule = {
  code: 'lone-surrogate',
  level: 'error',
  title: 'half of a surrogate pair',
  why: 'Half a pair is no character: it cannot be written as UTF-8, so servers and SDKs replace it or fail. Texts cut in the middle of an emoji have it.',
  hint: 'Cut texts by characters, not by UTF-16 units.',
  needs: TRAIT.signal | TRAIT.beyondASCII,
  check(subject, report) {
    const { data, info } = subject;
    if (
      data === undefined ||
      info === null ||
      subject.asciiOnly ||
      (data.isWellFormed() && info.data.isWellFormed())
    )
      return;
    report(subject.dataPath('data'), 'the text holds half of a surrogate pair');
  },
};

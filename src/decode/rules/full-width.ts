import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const fullWidth: FindingRule = {
  code: 'full-width',
  level: 'error',
  title: 'full-width punctuation',
  why: 'An input method for Chinese or Japanese wrote ： or ， in place of : or , and they look alike: no JSON reader takes them for the same.',
  hint: 'Switch the input method to half-width signs and write them anew.',
  quotes: true,
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike) return;
    for (const oddity of subject.oddities) {
      if (oddity.kind === 'full-width')
        report(
          subject.oddityPath(oddity),
          `${oddity.text} is no punctuation of JSON (character ${oddity.at})`,
        );
    }
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const fullWidthBrackets: FindingRule = {
  code: 'full-width-brackets',
  level: 'error',
  title: 'full-width brackets',
  why: 'An input method for Chinese or Japanese wrote ｛ and ｝ in place of { and }: to every JSON reader this is no JSON at all.',
  hint: 'Switch the input method to half-width signs and write it anew.',
  needs: TRAIT.mended,
  check(subject, report) {
    if (subject.path.includes('full-width|')) report(subject.path, 'its brackets are full-width');
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const doubledBackslash: FindingRule = {
  code: 'doubled-backslash',
  level: 'error',
  title: 'backslashes doubled once too often',
  why: 'Before a quote stands an escaped backslash, so that the quote ends the text: no JSON reader takes it. Pages that show samples double backslashes; code that escapes twice does so too. It was read with one backslash each.',
  hint: 'Write \\" for a quote within a text: one backslash.',
  needs: TRAIT.mended,
  check(subject, report) {
    if (subject.repairs.includes('doubled-backslash'))
      report(subject.path, 'the quotes are escaped by two backslashes, which ends the text');
  },
};

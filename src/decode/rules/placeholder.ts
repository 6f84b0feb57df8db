import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const placeholder: FindingRule = {
  code: 'placeholder',
  level: 'warning',
  title: 'something was left out',
  why: 'The text has ... where a value should be: a sample of a page, not what was sent. What stands there is unknown.',
  hint: 'Look at the whole of it.',
  needs: TRAIT.mended,
  check(subject, report) {
    if (subject.repairs.includes('placeholder'))
      report(subject.path, '... stands for something that was left out');
  },
};

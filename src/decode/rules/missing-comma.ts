import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const missingComma: FindingRule = {
  code: 'missing-comma',
  level: 'error',
  title: 'a comma is missing',
  why: 'Between two members stands no comma: no JSON reader takes the text. It was read as if it were there.',
  hint: 'Put a comma between members.',
  needs: TRAIT.mended,
  check(subject, report) {
    if (subject.repairs.includes('missing-comma'))
      report(subject.path, 'a comma is missing between two members');
  },
};

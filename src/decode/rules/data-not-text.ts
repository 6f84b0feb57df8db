import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const dataNotText: FindingRule = {
  code: 'data-not-text',
  level: 'warning',
  title: 'data is no text',
  why: "The native SDK reads anything but a text as ''.",
  hint: 'Write data as a text.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { data } = subject.fields;
    if (typeof data !== 'number' && typeof data !== 'boolean') return;
    report(subject.dataPath('data'), `data is ${shown(data)}: phones read an empty text`);
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const arrayOfSignals: FindingRule = {
  code: 'array-of-signals',
  level: 'error',
  title: 'a list of signals as data',
  why: 'A custom element carries one signal. The native SDK takes a list for none; the Web SDK hands the app a signal without an inviteID.',
  hint: 'Send one message for each signal.',
  needs: TRAIT.irregular,
  check(subject, report) {
    const { value, data } = subject;
    if (!Array.isArray(value) || !data?.includes('inviteID')) return;
    report(subject.dataPath(), `the data is a list of ${value.length}`);
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const doubleEncoded: FindingRule = {
  code: 'double-encoded',
  level: 'error',
  title: 'the signal is a text in a text',
  why: "The data is a JSON text that holds the signal's JSON: encoded once too often. The native SDK takes it for no signal; the Web SDK sees the words in it and hands the app a signal without an inviteID.",
  hint: 'Encode the signal once: JSON.stringify(signal), not JSON.stringify(JSON.stringify(signal)).',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (typeof subject.value !== 'string' || !subject.value.includes('inviteID')) return;
    report(subject.dataPath(), 'the data is JSON encoded twice');
  },
};

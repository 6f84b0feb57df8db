import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const hangUpWithTimeout: FindingRule = {
  code: 'hang-up-with-timeout',
  level: 'warning',
  title: 'a hang-up that could time out',
  why: 'A hang-up sent as an invitation must have timeout 0: otherwise a time-out follows, which apps show as a missed call.',
  hint: 'Send the hang-up with timeout 0.',
  needs: TRAIT.invite | TRAIT.payload,
  check(subject, report) {
    const { info } = subject;
    if (info?.actionType !== 1 || info.timeout === 0 || subject.rings) return;
    report(subject.dataPath('timeout'), `this hang-up times out after ${info.timeout} s`);
  },
};

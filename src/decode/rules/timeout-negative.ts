import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const timeoutNegative: FindingRule = {
  code: 'timeout-negative',
  level: 'error',
  title: 'a negative timeout',
  why: 'The native SDK reads an int32 as unsigned: -1 becomes 4294967295 seconds, 136 years. Calls with a negative timeout are refused at once (6017).',
  hint: 'Write 0 for an invitation without time-out.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { timeout } = subject.fields;
    if (typeof timeout !== 'number' || timeout >= 0) return;
    report(subject.dataPath('timeout'), `timeout is ${timeout}: phones read ${timeout >>> 0} seconds`);
  },
};

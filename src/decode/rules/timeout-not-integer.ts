import { OddNumber } from '../../signaling/native-json.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const timeoutNotInteger: FindingRule = {
  code: 'timeout-not-integer',
  level: 'error',
  title: 'timeout is no whole number in plain digits',
  why: 'The native SDK reads a text, a fraction, 30.0 or 3e1 as 0: the invitation never times out on phones. The Web SDK hands it on as it is.',
  hint: 'Write whole seconds in plain digits: 30.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { timeout } = subject.fields;
    if (timeout === undefined) return;
    if (typeof timeout !== 'number' || !Number.isInteger(timeout)) {
      report(subject.dataPath('timeout'), `timeout is ${shown(timeout)}, not whole seconds`);
    } else if (subject.lax?.timeout instanceof OddNumber) {
      const { lexeme } = subject.lax.timeout;
      report(subject.dataPath('timeout'), `timeout is written ${lexeme}: phones read 0`);
    }
  },
};

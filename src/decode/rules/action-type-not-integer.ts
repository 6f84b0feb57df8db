import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const actionTypeNotInteger: FindingRule = {
  code: 'action-type-not-integer',
  level: 'error',
  title: 'actionType is no whole number in plain digits',
  why: 'The native SDK wants an int32 written without point and exponent: it takes a message with 1.0, "1" or true for no signal, and the Web SDK hands any of them on.',
  hint: 'Write a number in plain digits: 1 invite, 2 cancel, 3 accept, 4 reject, 5 time-out. Typed languages that print 1.0 need an integer type there.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { actionType } = subject.fields;
    if (actionType === undefined) return;
    if (typeof actionType !== 'number') {
      report(subject.dataPath('actionType'), `actionType is ${shown(actionType)}, not a number`);
    } else if (
      subject.native.signal === false &&
      subject.native.why.startsWith('actionType is ') &&
      actionType !== 0
    ) {
      report(subject.dataPath('actionType'), subject.native.why);
    }
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const actionTypeUnknown: FindingRule = {
  code: 'action-type-unknown',
  level: 'error',
  title: 'an actionType that means nothing',
  why: 'There are 1 to 5. The native SDK reads any other int32 as 0 (unknown) and tells no listener; 0 itself makes it no signal at all, where the Web SDK takes it for 1 (invite). No number stands for a modification: that changes the message of the invitation.',
  hint: 'Write 1 invite, 2 cancel, 3 accept, 4 reject or 5 time-out.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { actionType } = subject.fields;
    if (
      typeof actionType !== 'number' ||
      !Number.isInteger(actionType) ||
      (actionType >= 1 && actionType <= 5)
    )
      return;
    if (Math.abs(actionType) > 2 ** 31) return;
    report(subject.dataPath('actionType'), `actionType ${actionType} means nothing`);
  },
};

import { isMisspelt } from './misspelt-key.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const actionTypeMissing: FindingRule = {
  code: 'action-type-missing',
  level: 'error',
  title: 'no actionType',
  why: 'The native SDK takes the message for no signal; the Web SDK too, unless the word stands elsewhere in the text: then it takes 1 (invite).',
  hint: 'Write actionType: 1 invite, 2 cancel, 3 accept, 4 reject, 5 time-out.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null || subject.partial) return;
    if (isMisspelt(subject.fields, 'actionType')) return;
    const { actionType } = subject.fields;
    if (actionType === undefined) report(subject.dataPath('actionType'), 'actionType is missing');
  },
};

import { isMisspelt } from './misspelt-key.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const inviterMissing: FindingRule = {
  code: 'inviter-missing',
  level: 'error',
  title: 'no inviter',
  why: 'The native SDK takes the message for no signal; the Web SDK hands the app an invitation from nobody.',
  hint: "Put the inviter's user ID there, in answers too: it is always the one who sent the invitation.",
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null || subject.partial) return;
    if (isMisspelt(subject.fields, 'inviter')) return;
    const { inviter } = subject.fields;
    if (inviter !== undefined && inviter !== null && inviter !== '') return;
    report(subject.dataPath('inviter'), inviter === '' ? 'inviter is empty' : 'inviter is missing');
  },
};

import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviterNotText: FindingRule = {
  code: 'inviter-not-text',
  level: 'error',
  title: 'inviter is no text',
  why: 'The native SDK takes the message for no signal. User IDs are texts, also those that are made of digits.',
  hint: 'Write the user ID as a text.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { inviter } = subject.fields;
    if (inviter === undefined || inviter === null || typeof inviter === 'string') return;
    report(subject.dataPath('inviter'), `inviter is ${shown(inviter)}, not a text`);
  },
};

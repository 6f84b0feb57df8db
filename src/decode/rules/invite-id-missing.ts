import { isMisspelt } from './misspelt-key.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const inviteIdMissing: FindingRule = {
  code: 'invite-id-missing',
  level: 'error',
  title: 'no inviteID',
  why: 'The native SDK takes the message for no signal. The Web SDK looks only for the word, and hands the app a signal without an ID, which nothing can answer.',
  hint: 'Give each invitation an ID of its own, and every later signal of it the same one.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null || subject.partial) return;
    if (isMisspelt(subject.fields, 'inviteID')) return;
    const { inviteID } = subject.fields;
    if (inviteID !== undefined && inviteID !== null && inviteID !== '') return;
    report(subject.dataPath('inviteID'), inviteID === '' ? 'inviteID is empty' : 'inviteID is missing');
  },
};

import { isMisspelt } from './misspelt-key.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const inviteeListMissing: FindingRule = {
  code: 'invitee-list-missing',
  level: 'error',
  title: 'nobody is invited',
  why: 'The native SDK takes a signal without an invitee (or with null for one) for none; the Web SDK hands the app an invitation of nobody.',
  hint: 'List the invitees; in an answer, the one who answers.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null || subject.partial) return;
    if (isMisspelt(subject.fields, 'inviteeList')) return;
    const { inviteeList } = subject.fields;
    if (inviteeList === undefined || inviteeList === null) {
      report(subject.dataPath('inviteeList'), 'inviteeList is missing');
    } else if (Array.isArray(inviteeList) && inviteeList.every((each) => each === null)) {
      report(subject.dataPath('inviteeList'), 'inviteeList has no entry');
    }
  },
};

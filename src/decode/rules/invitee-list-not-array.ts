import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviteeListNotArray: FindingRule = {
  code: 'invitee-list-not-array',
  level: 'error',
  title: 'inviteeList is no list',
  why: 'The native SDK takes the message for no signal; the Web SDK hands the text or object to the app, which looks for a list.',
  hint: 'Write a list, also for one: ["bob"].',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { inviteeList } = subject.fields;
    if (inviteeList === undefined || inviteeList === null || Array.isArray(inviteeList)) return;
    report(subject.dataPath('inviteeList'), `inviteeList is ${shown(inviteeList)}, not a list`);
  },
};

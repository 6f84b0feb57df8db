import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const duplicateInvitee: FindingRule = {
  code: 'duplicate-invitee',
  level: 'warning',
  title: 'somebody is invited twice',
  why: 'SDKs keep the list as it is: apps count an answer too few.',
  hint: 'List each invitee once.',
  needs: TRAIT.signal | TRAIT.people,
  check(subject, report) {
    const list = subject.info?.inviteeList;
    if (list === undefined || list.length < 2 || new Set(list).size === list.length) return;
    const twice = list.find((each, at) => each !== '' && list.indexOf(each) !== at);
    if (twice !== undefined) report(subject.dataPath('inviteeList'), `${shown(twice)} is in the list twice`);
  },
};

import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const groupIdNotText: FindingRule = {
  code: 'group-id-not-text',
  level: 'warning',
  title: 'groupID is no text',
  why: "The native SDK reads it as '' and takes the invitation for one between two users.",
  hint: "Write the group ID as a text, and '' outside groups.",
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { groupID } = subject.fields;
    if (groupID === undefined || groupID === null || typeof groupID === 'string') return;
    report(subject.dataPath('groupID'), `groupID is ${shown(groupID)}, not a text`);
  },
};

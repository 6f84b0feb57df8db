import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviteIdNotText: FindingRule = {
  code: 'invite-id-not-text',
  level: 'error',
  title: 'inviteID is no text',
  why: "The native SDK takes the message for no signal; the Web SDK hands on what it is, and an answer's text ID will not match it.",
  hint: 'Write the inviteID as a text.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { inviteID } = subject.fields;
    if (inviteID === undefined || inviteID === null || typeof inviteID === 'string') return;
    report(subject.dataPath('inviteID'), `inviteID is ${shown(inviteID)}, not a text`);
  },
};

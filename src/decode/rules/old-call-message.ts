import { isOldCallMessage } from './call-without-signal.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const oldCallMessage: FindingRule = {
  code: 'old-call-message',
  level: 'info',
  title: 'a call message from before signaling',
  why: "Old versions of the call kits (before 2020) sent calls as plain custom messages with businessID av_call and action: no SDK takes them for signals, and today's apps show them as unknown messages at best.",
  hint: 'Update the sender, or read these messages in the app.',
  needs: TRAIT.irregular,
  check(subject, report) {
    const { fields } = subject;
    if (fields?.businessID !== 'av_call' || fields.inviteID !== undefined || subject.info !== null) return;
    if (!isOldCallMessage(fields)) return;
    report(subject.dataPath(), 'a call in the form of the time before signaling');
  },
};

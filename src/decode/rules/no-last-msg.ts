import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const noLastMsg: FindingRule = {
  code: 'no-last-msg',
  level: 'info',
  title: 'kept out of the chat list',
  why: 'SendMsgControl has NoLastMsg: the conversation is not moved up and does not show this message. Right for signals that should leave no trace in the chat list, wrong for a call record.',
  hint: 'Leave NoLastMsg out if the chat list should show it.',
  needs: TRAIT.handling,
  check(subject, report) {
    const control = subject.found.raw.SendMsgControl;
    if (!Array.isArray(control) || !control.includes('NoLastMsg')) return;
    report(subject.place('.SendMsgControl'), 'NoLastMsg keeps it out of the chat list');
  },
};

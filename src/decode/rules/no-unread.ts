import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const noUnread: FindingRule = {
  code: 'no-unread',
  level: 'warning',
  title: 'an invitation that is not unread',
  why: 'SendMsgControl has NoUnread: a Web user who logs in later is told only of invitations among unread messages, and never hears of this one.',
  hint: 'Leave NoUnread out of invitations.',
  needs: TRAIT.invite | TRAIT.handling,
  check(subject, report) {
    const control = subject.found.raw.SendMsgControl;
    if (!Array.isArray(control) || !control.includes('NoUnread') || !subject.rings) return;
    report(
      subject.place('.SendMsgControl'),
      'NoUnread: Web users who are offline are never told of this invitation',
    );
  },
};

import { isCallKit } from '../business/call.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const noUnread: FindingRule = {
  code: 'no-unread',
  level: 'info',
  title: 'an invitation that is not unread',
  why: 'SendMsgControl has NoUnread: it raises no unread number and no badge. A user who logs in within its time is still told of it by SDKs that ask for such signals too (NeedSignaling: the Web SDK and the call kits do, and ring); other clients look at unread messages only. The call kits send all their invitations like this.',
  hint: 'Leave NoUnread out if an invitation should count as unread.',
  needs: TRAIT.invite | TRAIT.handling,
  check(subject, report) {
    const control = subject.found.raw.SendMsgControl;
    if (
      !Array.isArray(control) ||
      !control.includes('NoUnread') ||
      !subject.rings ||
      isCallKit(subject.payload)
    )
      return;
    report(subject.place('.SendMsgControl'), 'NoUnread: this invitation counts as no unread message');
  },
};

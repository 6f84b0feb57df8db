import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const batchInvitation: FindingRule = {
  code: 'batch-invitation',
  level: 'warning',
  title: 'one invitation for many users',
  why: "batchsendmsg sends one and the same signal to all: one inviteID whose first answer ends it on the inviter's device, while the other phones go on ringing.",
  hint: 'Send each user an invitation of their own, with an inviteID of its own, or invite in a group.',
  needs: TRAIT.invite | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info?.actionType !== 1 || typeof found.to === 'string' || found.to.length < 2) return;
    report(subject.place(found.form.places.to), `${found.to.length} users get the same inviteID`);
  },
};

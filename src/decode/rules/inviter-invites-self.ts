import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviterInvitesSelf: FindingRule = {
  code: 'inviter-invites-self',
  level: 'warning',
  title: 'the inviter is an invitee',
  why: "The inviter's own devices would have to ring while they call; SDKs treat both roles by user ID.",
  hint: 'Leave the inviter out of inviteeList.',
  needs: TRAIT.invite | TRAIT.people,
  check(subject, report) {
    const { info } = subject;
    if (info?.actionType !== 1 || !info.inviteeList.includes(info.inviter)) return;
    report(subject.dataPath('inviteeList'), `${shown(info.inviter)} invites themselves`);
  },
};

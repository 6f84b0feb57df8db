import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const severalInviteesOutsideGroup: FindingRule = {
  code: 'several-invitees-outside-group',
  level: 'warning',
  title: 'several invitees without a group',
  why: 'Between two users there is one invitee. Several can only be invited in a group (inviteInGroup): the others never get this message.',
  hint: 'Send it in a group, or one message to each with an inviteID of its own.',
  needs: TRAIT.invite | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info?.actionType !== 1 || info.inviteeList.length < 2 || info.groupID !== '' || found.group !== '')
      return;
    report(subject.dataPath('inviteeList'), `${info.inviteeList.length} invitees, but no group`);
  },
};

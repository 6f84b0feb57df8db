import { isFields } from '../fields.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const callUsersMismatch: FindingRule = {
  code: 'call-users-mismatch',
  level: 'warning',
  title: 'the call and its signal name different people',
  why: 'The payload of the call kit has its own inviter and userIDs; if they are not those of the signal, one part of the app rings for other people than the rest.',
  hint: 'Fill both from the same list.',
  needs: TRAIT.invite | TRAIT.payload,
  check(subject, report) {
    const { info } = subject;
    if (info?.actionType !== 1 || !subject.rings || !isFields(subject.payload)) return;
    const { data } = subject.payload;
    if (!isFields(data) || subject.payload.businessID !== 'av_call') return;
    if (
      typeof data.inviter === 'string' &&
      data.inviter !== '' &&
      data.inviter !== info.inviter &&
      info.groupID === ''
    ) {
      report(
        `${subject.dataPath('data')}|$.data.inviter`,
        `${shown(data.inviter)} calls, but ${shown(info.inviter)} invites`,
      );
    }
    if (!Array.isArray(data.userIDs) || data.userIDs.length === 0) return;
    const missing = info.inviteeList.find((each) => !(data.userIDs as unknown[]).includes(each));
    if (missing !== undefined) {
      report(
        `${subject.dataPath('data')}|$.data.userIDs`,
        `${shown(missing)} is invited, but not in userIDs`,
      );
    }
  },
};

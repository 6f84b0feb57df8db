import { actionName } from '../../signaling/action.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const answerNotToInviter: FindingRule = {
  code: 'answer-not-to-inviter',
  level: 'warning',
  title: 'an answer that does not go to the inviter',
  why: 'An accept or reject between two users must be sent to the inviter, who else goes on waiting.',
  hint: 'Send the answer to the inviter (To_Account).',
  needs: TRAIT.answer | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info === null || found.group !== '' || (info.actionType !== 3 && info.actionType !== 4)) return;
    if (typeof found.to !== 'string' || found.to === '' || info.inviter === '' || found.to === info.inviter)
      return;
    report(
      subject.place(found.form.places.to),
      `the ${actionName(info.actionType)} goes to ${shown(found.to)}, but the inviter is ${shown(info.inviter)}`,
    );
  },
};

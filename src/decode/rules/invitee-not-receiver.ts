import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviteeNotReceiver: FindingRule = {
  code: 'invitee-not-receiver',
  level: 'warning',
  title: 'the invitee is not the receiver',
  why: 'A message from user to user reaches only its receiver: an invitee who is not that one never hears of it.',
  hint: 'Send it to the invitee (To_Account); for several, use a group.',
  needs: TRAIT.signal | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info === null || found.group !== '' || (info.actionType !== 1 && info.actionType !== 2)) return;
    const { to } = found;
    for (const receiver of typeof to === 'string' ? [to] : to) {
      if (receiver === '' || info.inviteeList.includes(receiver) || info.inviteeList.length === 0) continue;
      report(
        subject.place(found.form.places.to),
        `the message goes to ${shown(receiver)}, who is not in ${JSON.stringify(info.inviteeList)}`,
      );
    }
  },
};

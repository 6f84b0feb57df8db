import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const noSender: FindingRule = {
  code: 'no-sender',
  level: 'warning',
  title: 'a request without a sender',
  why: "Without From_Account the administrator is the sender: the signal's inviter (or the invitee who answers) is then not the one who sent it, and answers go to the administrator.",
  hint: 'Set From_Account to the user for whom it is sent.',
  needs: TRAIT.signal | TRAIT.sends | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info === null || !found.form.sends || found.from !== '') return;
    report(subject.place(found.form.places.from), 'From_Account is missing: the administrator is the sender');
  },
};

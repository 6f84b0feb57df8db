import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const pushDisabled: FindingRule = {
  code: 'push-disabled',
  level: 'info',
  title: 'an invitation with the push switched off',
  why: "PushFlag 1: an offline invitee's phone is not woken, and learns of the invitation only when the app is opened in time.",
  hint: 'Set PushFlag to 0 if phones should be woken.',
  needs: TRAIT.invite | TRAIT.sends,
  check(subject, report) {
    const { found } = subject;
    if (!found.push?.disabled || found.onlineOnly || !found.form.sends || !subject.rings) return;
    report(subject.place(found.form.places.push), 'PushFlag 1: offline phones are not woken');
  },
};

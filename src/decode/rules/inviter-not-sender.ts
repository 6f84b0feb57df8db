import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviterNotSender: FindingRule = {
  code: 'inviter-not-sender',
  level: 'warning',
  title: 'the inviter is not the sender',
  why: 'Every later signal goes to the inviter: if that is not who sent the invitation (or its cancel), answers go astray, and cancel is refused (8011). Backends that send for a user must set From_Account.',
  hint: 'Set From_Account to the inviter.',
  needs: TRAIT.signal | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info === null || found.from === '' || (info.actionType !== 1 && info.actionType !== 2)) return;
    if (info.inviter === found.from || info.inviter === '') return;
    report(
      subject.dataPath('inviter'),
      `inviter is ${shown(info.inviter)}, but the message is from ${shown(found.from)}`,
    );
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const onlineOnlyWithPush: FindingRule = {
  code: 'online-only-with-push',
  level: 'warning',
  title: 'for online users only, yet with an offline push',
  why: 'A message for online users only (MsgLifeTime 0, OnlineOnlyFlag 1) reaches no offline user and is pushed to none: its push settings have no effect.',
  hint: 'Either give it a lifetime, or leave the push out (PushFlag 1).',
  needs: TRAIT.handling,
  check(subject, report) {
    const { found } = subject;
    if (!found.onlineOnly || found.push === undefined || found.push.disabled) return;
    const { title, desc, ext } = found.push;
    if (title === '' && desc === '' && ext === '') return;
    report(
      subject.place(found.form.places.push),
      'this push is never sent: the message is for online users only',
    );
  },
};

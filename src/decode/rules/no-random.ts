import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const noRandom: FindingRule = {
  code: 'no-random',
  level: 'warning',
  title: 'no random number',
  why: 'MsgRandom (Random in groups) tells repeats of one message from new ones: without it a request sent again after a network error may arrive twice or not at all.',
  hint: 'Add a random number of 32 bits, the same when the same message is sent again.',
  needs: TRAIT.sends,
  check(subject, report) {
    const { form, raw, group } = subject.found;
    if (!form.sends || raw.MsgRandom !== undefined || raw.Random !== undefined) return;
    const key = group === '' ? 'MsgRandom' : 'Random';
    report(subject.place(`.${key}`), `${key} is missing`);
  },
};

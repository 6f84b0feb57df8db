import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const lifetimeShorterThanTimeout: FindingRule = {
  code: 'lifetime-shorter-than-timeout',
  level: 'warning',
  title: 'kept for a shorter time than it rings',
  why: 'MsgLifeTime is how long the server keeps the message for an offline user: one who logs in after it, but before the time-out, never hears of the invitation.',
  hint: 'Set MsgLifeTime to at least the timeout, or leave it out.',
  needs: TRAIT.invite | TRAIT.handling,
  check(subject, report) {
    const { info, found } = subject;
    const lifetime = found.raw.MsgLifeTime;
    if (info?.actionType !== 1 || typeof lifetime !== 'number' || lifetime === 0 || lifetime >= info.timeout)
      return;
    report(subject.place('.MsgLifeTime'), `kept for ${lifetime} s, but ringing for ${info.timeout} s`);
  },
};

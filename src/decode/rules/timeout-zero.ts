import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const timeoutZero: FindingRule = {
  code: 'timeout-zero',
  level: 'info',
  title: 'an invitation without time-out',
  why: 'With timeout 0 no side sends a time-out: an invitee who is offline for good leaves it open for ever.',
  hint: 'Write the seconds to ring: 30.',
  needs: TRAIT.invite,
  check(subject, report) {
    const { info } = subject;
    // A listener is not told of it.
    if (subject.found.fields !== undefined && subject.found.fields.timeout === undefined) return;
    if (info?.actionType !== 1 || info.timeout !== 0 || info.inviteID === '' || !subject.rings) return;
    if (subject.fields?.timeout !== undefined && subject.fields.timeout !== 0) return;
    report(subject.dataPath('timeout'), 'this invitation never times out');
  },
};

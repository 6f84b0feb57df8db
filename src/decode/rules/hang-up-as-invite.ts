import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const hangUpAsInvite: FindingRule = {
  code: 'hang-up-as-invite',
  level: 'info',
  title: 'a hang-up in the form of an invitation',
  why: 'Call kits end a call by a new invitation (actionType 1) whose data says hangup or call_end, with timeout 0. It is no call: whoever rings on every invitation rings here.',
  hint: 'Look into data before ringing.',
  needs: TRAIT.invite | TRAIT.payload,
  check(subject, report) {
    if (subject.info?.actionType !== 1 || subject.rings) return;
    report(subject.dataPath('data'), 'this invitation ends a call');
  },
};

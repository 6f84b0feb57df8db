import { actionName } from '../../signaling/action.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const timeoutOnAnswer: FindingRule = {
  code: 'timeout-on-answer',
  level: 'info',
  title: 'a timeout on a signal that is no invitation',
  why: "Only the invitation's timeout counts. SDKs write 0 in every other signal; a reader that starts a timer from it would be wrong.",
  hint: 'Write timeout 0 in cancel, accept, reject and time-out.',
  needs: TRAIT.signal,
  check(subject, report) {
    const { info } = subject;
    if (info === null || info.actionType < 2 || info.timeout === 0) return;
    report(
      subject.dataPath('timeout'),
      `timeout ${info.timeout} in a ${actionName(info.actionType)} means nothing`,
    );
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const notDelivered: FindingRule = {
  code: 'not-delivered',
  level: 'info',
  title: 'a message that was not delivered',
  why: "The sending failed or was refused, so no device but the sender's has seen it.",
  hint: 'Look up the error code: sig explain CODE.',
  needs: TRAIT.handling,
  check(subject, report) {
    const { raw } = subject.found;
    const { SendMsgResult: result, message_status: status } = raw;
    if (typeof result === 'number' && result !== 0) {
      report(
        subject.place('.SendMsgResult'),
        `the sending failed with code ${result}`,
        `sig explain ${result} tells more.`,
      );
    } else if (status === 3) {
      report(subject.place('.message_status'), 'the sending failed');
    } else if (raw.status === 'fail') {
      report(subject.place('.status'), 'the sending failed');
    }
  },
};

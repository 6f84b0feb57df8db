import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const notSynced: FindingRule = {
  code: 'not-synced',
  level: 'warning',
  title: "an answer that the user's other devices do not get",
  why: "With SyncOtherMachine 2 the message goes to the receiver only. The sender's other devices never learn of the answer and go on ringing.",
  hint: 'Set SyncOtherMachine to 1 (or leave it out) for accept and reject.',
  needs: TRAIT.answer,
  check(subject, report) {
    const { info, found } = subject;
    if (found.raw.SyncOtherMachine !== 2 || (info?.actionType !== 3 && info?.actionType !== 4)) return;
    report(subject.place('.SyncOtherMachine'), "the answering user's other devices go on ringing");
  },
};

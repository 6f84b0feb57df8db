import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviteeNotText: FindingRule = {
  code: 'invitee-not-text',
  level: 'error',
  title: 'an invitee that is no text',
  why: 'The native SDK reads an entry that is no text as an empty user ID and drops null: that user never rings.',
  hint: 'Write each user ID as a text: ["10086"], not [10086].',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { inviteeList } = subject.fields;
    if (!Array.isArray(inviteeList)) return;
    for (let i = 0; i < inviteeList.length; i++) {
      const each: unknown = inviteeList[i];
      if (typeof each === 'string' && each !== '') continue;
      if (each === null && inviteeList.every((other) => other === null)) continue;
      report(subject.dataPath(`inviteeList[${i}]`), `an invitee is ${shown(each)}`);
    }
  },
};

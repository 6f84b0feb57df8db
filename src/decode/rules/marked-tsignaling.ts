import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const markedTsignaling: FindingRule = {
  code: 'marked-tsignaling',
  level: 'info',
  title: 'marked as a signal in the cloud custom data',
  why: 'Where cloudCustomData contains "type":"tsignaling", the Web SDK takes any custom message for a signal without looking into it, and throws if its data is no JSON. The native SDK does not look at the mark.',
  hint: 'Leave the mark out: no SDK of today needs it.',
  needs: TRAIT.handling,
  check(subject, report) {
    const { cloudCustomData, form } = subject.found;
    if (!cloudCustomData.includes('"type":"tsignaling"')) return;
    report(
      subject.place(form.places.cloudCustomData),
      'the Web SDK takes this for a signal because of the mark alone',
    );
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const wrongElementType: FindingRule = {
  code: 'wrong-element-type',
  level: 'error',
  title: 'a signal in an element that is not custom',
  why: 'SDKs look for a signal in custom elements only (TIMCustomElem, elem_type 3 as a number).',
  hint: 'Send it as a custom element.',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (subject.index >= 0) return;
    const { elements, form } = subject.found;
    elements.forEach((each, at) => {
      const text = typeof each.data === 'string' ? each.data : each.text;
      if (!text.includes('inviteID') || !text.includes('actionType')) return;
      report(
        subject.place(form.places.element(at)),
        `the signal is in an element of type ${each.kind || 'none'}`,
      );
    });
  },
};

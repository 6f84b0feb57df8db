import { mentionsSignal } from '../mentions-signal.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const severalCustomElements: FindingRule = {
  code: 'several-custom-elements',
  level: 'warning',
  title: 'more than one custom element',
  why: 'SDKs look at the first custom element only: a signal in a later one is never seen.',
  hint: 'Put the signal into the first custom element, and send other data in a message of its own.',
  needs: TRAIT.severalElements,
  check(subject, report) {
    const { elements } = subject.found;
    if (elements.length < 2) return;
    const later = elements.findIndex((each, at) => at > subject.index && each.custom);
    if (subject.index < 0 || later < 0) return;
    const { places } = subject.found.form;
    const lost = mentionsSignal(String(elements[later]!.data));
    report(
      subject.place(places.element(later)),
      lost
        ? 'a signal stands in a custom element that no SDK looks at'
        : 'SDKs look at the first custom element only',
    );
  },
};

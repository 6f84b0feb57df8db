import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const elementDataNotText: FindingRule = {
  code: 'element-data-not-text',
  level: 'error',
  title: 'the custom element holds an object instead of a text',
  why: "Data (custom_elem_data, payload.data) must be a text: the vendor's server and every SDK refuse or ignore anything else.",
  hint: 'Encode the signal as text: Data: JSON.stringify(signal).',
  needs: TRAIT.irregular,
  check(subject, report) {
    const { element } = subject;
    if (element === undefined || typeof element.data === 'string' || element.data === undefined) return;
    report(subject.dataPath(), `the custom element's data is ${shown(element.data)}, not a text`);
  },
};

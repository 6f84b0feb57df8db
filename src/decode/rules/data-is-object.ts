import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const dataIsObject: FindingRule = {
  code: 'data-is-object',
  level: 'error',
  title: 'data is an object instead of a text',
  why: "The native SDK reads data as a text and loses an object: phones get ''. The Web SDK hands the object on, so it works in the browser only.",
  hint: 'Encode the payload as text first: data: JSON.stringify(payload).',
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null) return;
    const { data } = subject.fields;
    if (typeof data !== 'object' || data === null) return;
    report(
      subject.dataPath('data'),
      `data is ${Array.isArray(data) ? 'a list' : 'an object'}: phones read an empty text`,
    );
  },
};

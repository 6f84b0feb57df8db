import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const unescapedJSON: FindingRule = {
  code: 'unescaped-json',
  level: 'error',
  title: 'JSON in data whose quotes are not escaped',
  why: 'The payload was put between quotes as it is, so that its own quotes end the text: the Web SDK throws. The native SDK cuts at commas and may still read it, so that the call rings on phones and breaks in browsers.',
  hint: 'Encode the payload as a JSON text: JSON.stringify({ ..., data: JSON.stringify(payload) }), never by joining texts.',
  needs: TRAIT.irregular,
  check(subject, report) {
    const { data, strict } = subject;
    if (data === undefined || strict || !subject.signalLike) return;
    if (UNESCAPED.test(data))
      report(subject.dataPath('data'), 'the quotes of the JSON in data are not escaped');
  },
};

const UNESCAPED = /"data"\s*:\s*"[{[]\s*(?:\{\s*)?"/;

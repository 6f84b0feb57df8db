import { signal } from '../forms/signal.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const brokenMessage: FindingRule = {
  code: 'broken-message',
  level: 'error',
  title: 'the message itself is no JSON',
  why: 'No server and no SDK takes it. Only what stands before the place where it breaks could be read: what comes after it is missing here.',
  hint: 'Look at that place: a quote that is not escaped, a comma too few, a text that was cut off.',
  quotes: true,
  needs: TRAIT.mended,
  check(subject, report) {
    const { broken, found } = subject;
    if (broken === undefined || found.form === signal) return;
    const what = broken.kind === 'truncated' ? 'ends too early' : 'breaks off';
    const text = broken.text === '' ? '' : ` at ${broken.text}`;
    report(subject.path, `the JSON ${what}${text} (character ${broken.at})`);
  },
};

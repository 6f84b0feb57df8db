import { MAX_MESSAGE_BYTES } from '../../im/limits.js';
import { utf8Length } from '../utf8.js';
import type { FindingRule } from './rule.js';

export const dataTooLarge: FindingRule = {
  code: 'data-too-large',
  level: 'error',
  title: 'larger than a message may be',
  why: "A message may have 12 KB in all; larger ones are refused (8001). The signal's own fields and the escaping of a payload inside it count too.",
  hint: 'Send an ID and let the receiver fetch the rest.',
  check(subject, report) {
    const { data } = subject;
    if (data === undefined || data.length * 3 < MAX_MESSAGE_BYTES) return;
    const bytes = utf8Length(data);
    if (bytes > MAX_MESSAGE_BYTES)
      report(subject.dataPath(), `the data has ${bytes} bytes; ${MAX_MESSAGE_BYTES} are allowed`);
  },
};

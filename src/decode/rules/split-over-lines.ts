import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const splitOverLines: FindingRule = {
  code: 'split-over-lines',
  level: 'warning',
  title: 'a message split over several lines of a log',
  why: 'The log cuts long texts and goes on in the next line behind its own prefix (logcat after about 4,000 bytes). It was joined to be read; a tool that reads line by line finds nothing in it.',
  hint: 'Log long texts in pieces with a number, or to a file.',
  needs: TRAIT.mended,
  check(subject, report) {
    if (subject.repairs.includes('split-over-lines'))
      report(subject.path, 'this message was put together from several lines of the log');
  },
};

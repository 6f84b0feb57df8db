import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const htmlEscaped: FindingRule = {
  code: 'html-escaped',
  level: 'warning',
  title: 'HTML entities in the signal',
  why: 'The data has &quot; in place of quotes: it went through something that escapes for web pages. No SDK undoes that.',
  hint: 'Send the text as it is; escape only where it is shown in a page.',
  needs: TRAIT.ampersand,
  check(subject, report) {
    const { data } = subject;
    if (data === undefined || !data.includes('&quot;')) return;
    report(subject.dataPath(), 'the text is escaped for HTML');
  },
};

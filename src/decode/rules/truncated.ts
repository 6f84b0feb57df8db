import { oddityRule } from './oddity-rule.js';

export const truncated = oddityRule(
  'truncated',
  {
    code: 'truncated',
    level: 'error',
    title: 'cut off before its end',
    why: 'No SDK takes a part of a signal. Logs that shorten lines, columns that are too short and size limits do this.',
    hint: 'Look for what shortens the text: a log line limit, a VARCHAR column, a buffer.',
  },
  (text) => `the text ends too early${text && ` at ${text}`}`,
);

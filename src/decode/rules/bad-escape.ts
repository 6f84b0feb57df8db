import { oddityRule } from './oddity-rule.js';

export const badEscape = oddityRule(
  'bad-escape',
  {
    code: 'bad-escape',
    level: 'error',
    title: 'an escape that JSON does not have',
    why: 'No SDK takes the message: after a backslash JSON has only one of " \\ / b f n r t u. Windows paths and regular expressions pasted into JSON do this.',
    hint: 'Double the backslash.',
  },
  (text) => `${text} is no escape of JSON`,
);

import { oddityRule } from './oddity-rule.js';

export const textAfterObject = oddityRule(
  'text-after',
  {
    code: 'text-after-object',
    level: 'error',
    title: 'text after the signal',
    why: 'Anything but white space after the closing brace makes the native SDK refuse the message and the Web SDK throw.',
    hint: 'Send the object alone.',
  },
  (text) => `after the object comes ${text}`,
);

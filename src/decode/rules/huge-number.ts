import { oddityRule } from './oddity-rule.js';

export const hugeNumber = oddityRule(
  'huge-number',
  {
    code: 'huge-number',
    level: 'error',
    title: 'a number too large',
    why: 'The native SDK refuses the whole message when any number in it, even under a key it does not know, needs more than 64 bits (or 1e308); the Web SDK reads it as an approximation or Infinity.',
    hint: 'Write large numbers as texts.',
  },
  (text) => `${text} does not fit`,
);

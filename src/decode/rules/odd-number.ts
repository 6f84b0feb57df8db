import { oddityRule } from './oddity-rule.js';

export const oddNumber = oddityRule(
  'odd-number',
  {
    code: 'odd-number',
    level: 'error',
    title: 'a number in a form that JSON does not have',
    why: 'The native SDK takes +1, 01, 1. and even 1 2 (as 12), and refuses .5, 0x1 and 1_0; the Web SDK throws on all of them.',
    hint: 'Write plain digits.',
  },
  (text) => `${text} is no JSON number`,
);

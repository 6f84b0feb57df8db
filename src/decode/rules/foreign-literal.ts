import { oddityRule } from './oddity-rule.js';

export const foreignLiteral = oddityRule(
  'foreign-literal',
  {
    code: 'foreign-literal',
    level: 'error',
    title: 'NaN, Infinity, None or undefined',
    why: 'These are values of programming languages, not of JSON: the native SDK refuses the message and the Web SDK throws.',
    hint: 'Write null or a number.',
  },
  (text) => `${text} is no JSON value`,
);

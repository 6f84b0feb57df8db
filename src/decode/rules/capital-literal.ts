import { oddityRule } from './oddity-rule.js';

export const capitalLiteral = oddityRule(
  'capital-literal',
  {
    code: 'capital-literal',
    level: 'error',
    title: 'True, False or NULL in capitals',
    why: 'JSON has true, false and null in small letters. The native SDK takes any case; the Web SDK throws. It is what Python prints for a dict.',
    hint: 'Write it with a JSON writer (json.dumps), not with str() or print.',
  },
  (text) => `${text} is written with capitals`,
);

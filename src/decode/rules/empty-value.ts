import { oddityRule } from './oddity-rule.js';

export const emptyValue = oddityRule(
  'empty-value',
  {
    code: 'empty-value',
    level: 'error',
    title: 'no value after a colon or between commas',
    why: 'The Web SDK throws; the native SDK reads an empty value as null.',
    hint: 'Write null, or leave the key out.',
  },
  (text) => `no value for ${text}`,
);

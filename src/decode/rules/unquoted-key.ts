import { oddityRule } from './oddity-rule.js';

export const unquotedKey = oddityRule(
  'unquoted-key',
  {
    code: 'unquoted-key',
    level: 'error',
    title: 'a key without quotes',
    why: 'JSON keys stand in double quotes. No SDK takes a key without.',
    hint: 'Write it with a JSON writer (JSON.stringify and the like).',
  },
  (text) => `the key ${text} has no quotes`,
);

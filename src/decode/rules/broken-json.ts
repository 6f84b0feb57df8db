import { oddityRule } from './oddity-rule.js';

export const brokenJSON = oddityRule(
  'broken',
  {
    code: 'broken-json',
    level: 'error',
    title: 'no JSON',
    why: 'The Web SDK throws. The native SDK cuts the text at its commas and may take it for a signal nevertheless, with fields missing.',
    hint: 'Write it with a JSON writer: quotes inside a text must be escaped, entries parted by commas.',
  },
  (text) => `JSON breaks off at ${text || 'its end'}`,
);

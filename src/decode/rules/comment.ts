import { oddityRule } from './oddity-rule.js';

export const comment = oddityRule(
  'comment',
  {
    code: 'comment',
    level: 'error',
    title: 'a comment',
    why: 'JSON has no comments: no SDK takes a signal that has one; the Web SDK throws.',
    hint: 'Take the comment out.',
  },
  (text) => `${text} is a comment, which JSON does not have`,
);

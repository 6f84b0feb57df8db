import { oddityRule } from './oddity-rule.js';

export const curlyQuotes = oddityRule(
  'curly-quotes',
  {
    code: 'curly-quotes',
    level: 'error',
    title: 'typographic quotes',
    why: 'JSON knows the plain quote " only. Word processors, chats and phones turn it into “ and ”: no SDK takes the text.',
    hint: 'Write plain quotes; paste as plain text.',
  },
  (text) => `${text} is no quote in JSON`,
);

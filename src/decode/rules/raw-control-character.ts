import { oddityRule } from './oddity-rule.js';

export const rawControlCharacter = oddityRule(
  'raw-control-character',
  {
    code: 'raw-control-character',
    level: 'error',
    title: 'a line break or other control character as it is in a text',
    why: 'The native SDK takes it; the Web SDK throws, so the call rings on phones and breaks in browsers.',
    hint: 'Escape it (\\n); a JSON writer does so.',
  },
  (text) => `${text} stands unescaped in a text`,
);

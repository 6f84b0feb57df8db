import { oddityRule } from './oddity-rule.js';

export const singleQuotes = oddityRule(
  'single-quotes',
  {
    code: 'single-quotes',
    level: 'error',
    title: 'single quotes in place of double ones',
    why: 'JSON knows double quotes only. Texts with single quotes are what Python prints for a dict and JavaScript consoles for an object: no SDK takes them.',
    hint: 'Write it with a JSON writer (json.dumps, JSON.stringify), not with print or str().',
  },
  (text) => `${text} begins with a single quote`,
);

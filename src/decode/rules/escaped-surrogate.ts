import { oddityRule } from './oddity-rule.js';

export const escapedSurrogate = oddityRule(
  'escaped-surrogate',
  {
    code: 'escaped-surrogate',
    level: 'error',
    title: 'an emoji written as an escaped surrogate pair',
    why: 'The native SDK refuses the whole message when a high surrogate is escaped (\\ud83d), alone or as half of a valid pair, anywhere in the text. Browsers take it, so the call rings in the browser and never on a phone. JSON writers that escape by default do this to every emoji: PHP json_encode, Python json.dumps.',
    hint: 'Write the character itself as UTF-8: JSON_UNESCAPED_UNICODE in PHP, ensure_ascii=False in Python.',
  },
  (text) => `the escape ${text} makes the native SDK refuse the whole message`,
);

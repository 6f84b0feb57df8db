import { oddityRule } from './oddity-rule.js';

export const byteOrderMark = oddityRule(
  'byte-order-mark',
  {
    code: 'byte-order-mark',
    level: 'error',
    title: 'a byte order mark before the signal',
    why: 'The native SDK refuses the message and the Web SDK throws. Files saved by some editors and strings read from them begin with it.',
    hint: 'Strip the first character (U+FEFF) before sending.',
  },
  (text) => `the text begins with ${text}`,
);

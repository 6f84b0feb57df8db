import { oddityRule } from './oddity-rule.js';

export const trailingComma = oddityRule(
  'trailing-comma',
  {
    code: 'trailing-comma',
    level: 'error',
    title: 'a comma after the last entry',
    why: 'The Web SDK throws. The native SDK takes it in a list or an object inside the signal, and refuses the message where it stands at the end of the signal itself.',
    hint: 'Take the comma out; better, write the signal with a JSON writer.',
  },
  (text) => `a comma stands before the closing bracket: ${text}`,
);

import type { FindingRule } from './rule.js';

export const randomNotUint32: FindingRule = {
  code: 'random-not-uint32',
  level: 'warning',
  title: 'a random number that does not fit',
  why: 'MsgRandom and Random have 32 bits; the server refuses or cuts a larger one.',
  hint: 'Use a whole number from 0 to 4294967295.',
  check(subject, report) {
    const { raw, random } = subject.found;
    if (random === null || random >>> 0 === random) return;
    for (const key of ['MsgRandom', 'Random']) {
      const value = raw[key];
      if (typeof value !== 'number' || value >>> 0 === value) continue;
      report(subject.place(`.${key}`), `${key} is ${value}`);
    }
  },
};

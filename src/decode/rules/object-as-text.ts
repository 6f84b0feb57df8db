import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

/** What JavaScript makes of an object that is joined to a text, and what its console prints of one deep inside. */
const NOT_SHOWN = /^(?:\[object \w+\]|\[(?:Object|Array|Function)[^\]]*\]|\{…\}|\[…\]|Object|Array\(\d+\))$/;

export const objectAsText: FindingRule = {
  code: 'object-as-text',
  level: 'error',
  title: 'an object of which only its name is left',
  why: 'console.log prints [Object] for what is nested deep, and an object put into a text becomes [object Object]: what was in it is lost, in the log or, if this was sent, in the message.',
  hint: 'Log JSON.stringify(value); send JSON.stringify(value).',
  needs: TRAIT.notShown,
  check(subject, report) {
    const { info, data } = subject;
    const inSignal = info?.data ?? '';
    if (NOT_SHOWN.test(inSignal)) report(subject.dataPath('data'), `data is ${inSignal}`);
    else if (data !== undefined && NOT_SHOWN.test(data)) report(subject.dataPath(), `the data is ${data}`);
  },
};

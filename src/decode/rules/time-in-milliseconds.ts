import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

const TIMES = ['MsgTimeStamp', 'MsgTime', 'message_server_time', 'time', 'timestamp'];

export const timeInMilliseconds: FindingRule = {
  code: 'time-in-milliseconds',
  level: 'warning',
  title: 'a time in milliseconds',
  why: "Message times are Unix seconds. A time in milliseconds lies 50,000 years ahead: no SDK's sorting or age check survives it.",
  hint: 'Divide by 1000.',
  needs: TRAIT.timed,
  check(subject, report) {
    const { raw, time } = subject.found;
    if (time === null) return;
    for (const key of TIMES) {
      const value = raw[key];
      if (typeof value === 'number' && value > 100_000_000_000)
        report(subject.place(`.${key}`), `${key} is ${value}`);
    }
  },
};

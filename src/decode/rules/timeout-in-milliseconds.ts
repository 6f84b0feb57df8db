import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const timeoutInMilliseconds: FindingRule = {
  code: 'timeout-in-milliseconds',
  level: 'warning',
  title: 'timeout looks like milliseconds',
  why: 'timeout is in seconds: 30000 rings for more than eight hours, and until then the inviteID stays open on every device.',
  hint: 'Write seconds: 30, not 30000.',
  needs: TRAIT.signal,
  check(subject, report) {
    const { info } = subject;
    if (info === null || info.timeout < 3000 || info.timeout > 2 ** 31 || info.timeout % 500 !== 0) return;
    if (info.timeout % 3600 === 0) return;
    report(
      subject.dataPath('timeout'),
      `timeout ${info.timeout} would be ${hours(info.timeout)}`,
      `Write ${info.timeout / 1000}.`,
    );
  },
};

function hours(seconds: number): string {
  const value = seconds / 3600;
  return value < 1 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(value * 10) / 10} hours`;
}

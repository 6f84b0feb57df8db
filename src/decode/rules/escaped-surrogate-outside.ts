import { capi } from '../forms/capi.js';
import type { FindingRule } from './rule.js';

export const escapedSurrogateOutside: FindingRule = {
  code: 'escaped-surrogate-outside',
  level: 'error',
  title: 'an escaped emoji in the message around the signal',
  why: "The native SDK reads the C API's JSON with the same reader as the signal: an escaped high surrogate in any field of the message, even one it does not know, makes TIMGetSignalingInfo refuse it.",
  hint: "Write the message's JSON as UTF-8 without escaping (ensure_ascii=False in Python).",
  check(subject, report) {
    const { text, found, data } = subject;
    if (found.form !== capi || text === undefined || !text.includes('\\u')) return;
    const at = text.search(/\\u[dD][89abAB]/);
    if (at < 0 || data?.includes(text.slice(at, at + 6))) return;
    report(
      subject.path,
      `the escape ${text.slice(at, at + 6)} at character ${at} makes the native SDK refuse the message`,
    );
  },
};

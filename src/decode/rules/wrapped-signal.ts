import { isFields } from '../fields.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const wrappedSignal: FindingRule = {
  code: 'wrapped-signal',
  level: 'error',
  title: 'the signal is inside another object',
  why: 'SDKs look for inviteID and the rest at the top of the data. The native SDK takes a wrapped one for no signal; the Web SDK sees the words and hands the app a signal without an inviteID.',
  hint: "Send the signal's object itself as the data.",
  needs: TRAIT.irregular,
  check(subject, report) {
    const { fields, data } = subject;
    if (
      fields === null ||
      fields.inviteID !== undefined ||
      fields.actionType !== undefined ||
      data === undefined
    )
      return;
    if (!data.includes('inviteID') || !data.includes('actionType')) return;
    const key = Object.keys(fields).find((each) => holds(fields[each]));
    if (key !== undefined) report(subject.dataPath(key), `the signal is wrapped in "${key}"`);
  },
};

function holds(value: unknown): boolean {
  if (isFields(value)) return value.inviteID !== undefined;
  return typeof value === 'string' && value.includes('inviteID') && value.includes('actionType');
}

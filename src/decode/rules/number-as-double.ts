import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

const DOUBLE =
  /"(call_type|room_id|version|call_end|timeout|call_action|inviteTime)"\s*:\s*-?\d+(?:\.0+|\.\d+[eE]\+?\d+)(?=[,}\s])/g;

export const numberAsDouble: FindingRule = {
  code: 'number-as-double',
  level: 'warning',
  title: 'whole numbers written as 1.0',
  why: 'Call kits ask for the exact type: a reader that wants an integer drops call_type 1.0 or room_id 5.0, and the call comes without type or room. JSON readers that know only doubles (Gson into a map) write them.',
  hint: 'Write whole numbers without a point.',
  needs: TRAIT.signal | TRAIT.payload,
  check(subject, report) {
    const { info } = subject;
    if (info === null || !info.data.includes('.')) return;
    const match = info.data.matchAll(DOUBLE);
    for (const [text, key] of match) report(`${subject.dataPath('data')}|$.${key}`, `${text} is a double`);
  },
};

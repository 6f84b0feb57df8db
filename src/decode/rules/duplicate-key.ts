import { membersWritten } from '../../signaling/native-json.js';
import { salvage } from '../salvage.js';
import type { FindingRule } from './rule.js';

export const duplicateKey: FindingRule = {
  code: 'duplicate-key',
  level: 'warning',
  title: 'a key that stands twice',
  why: 'Every SDK takes the last one; readers, logs and other tools may take the first.',
  hint: 'Write each key once.',
  check(subject, report) {
    const { fields, strict, skimmed } = subject;
    if (fields === null || subject.data === undefined) return;
    if (strict && membersWritten(skimmed) === Object.keys(fields).length) return;
    const { oddities } = strict ? salvage(subject.data) : subject;
    for (const oddity of oddities) {
      if (oddity.kind === 'duplicate-key')
        report(subject.oddityPath(oddity), `"${oddity.text}" stands twice: the last counts`);
    }
  },
};

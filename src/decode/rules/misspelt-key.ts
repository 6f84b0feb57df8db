import type { Fields } from '../fields.js';
import type { FindingRule } from './rule.js';

const RIGHT = new Map(
  ['businessID', 'inviteID', 'inviter', 'inviteeList', 'groupID', 'actionType', 'timeout'].map((key) => [
    key.toLowerCase(),
    key,
  ]),
);

/** Whether a key is there, but in another spelling: then it is not to be called missing too. */
export function isMisspelt(fields: Fields, wanted: string): boolean {
  return Object.keys(fields).some(
    (key) => key !== wanted && RIGHT.get(key.toLowerCase().replaceAll('_', '')) === wanted,
  );
}

/** Whether an object has at least two keys of a signal in some spelling, one of them wrong. */
function mayBeSignal(fields: Fields): boolean {
  if (fields.inviteID !== undefined && fields.actionType !== undefined && fields.inviteeList !== undefined) {
    return fields.inviter === undefined || fields.groupID === undefined || fields.timeout === undefined;
  }
  let alike = 0;
  for (const key of Object.keys(fields)) if (/^(?:invite|action_?type)/i.test(key)) alike++;
  return alike >= 2;
}

export const misspeltKey: FindingRule = {
  code: 'misspelt-key',
  level: 'error',
  title: 'a key in another spelling',
  why: 'Keys are case-sensitive: inviteId, invite_id or actiontype are unknown keys to every SDK, and the right one is missing.',
  hint: 'Write the key exactly as the SDKs do.',
  check(subject, report) {
    const { fields } = subject;
    if (fields === null || !mayBeSignal(fields)) return;
    for (const key of Object.keys(fields)) {
      const meant = RIGHT.get(key.toLowerCase().replaceAll('_', ''));
      if (meant === undefined || meant === key || fields[meant] !== undefined) continue;
      report(subject.dataPath(key), `"${key}" should be "${meant}"`, `Write "${meant}".`);
    }
  },
};

import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const nulCharacter: FindingRule = {
  code: 'nul-character',
  level: 'warning',
  title: 'a NUL in a text',
  why: 'The C API hands C strings to the app: everything after the NUL is lost there (Electron, Unity, Python).',
  hint: 'Leave NUL characters out; send binary as base64.',
  needs: TRAIT.signal | TRAIT.beyondASCII,
  check(subject, report) {
    const { data, info } = subject;
    if (info === null || data === undefined || subject.asciiOnly || !data.includes('u0000')) return;
    for (const key of ['data', 'inviteID', 'inviter', 'groupID'] as const) {
      if (info[key].includes('\0')) report(subject.dataPath(key), `${key} holds a NUL character`);
    }
  },
};

import { isUserID } from '../../im/user-id.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const userIdInvalid: FindingRule = {
  code: 'user-id-invalid',
  level: 'error',
  title: 'no valid user ID',
  why: 'User IDs are 1 to 32 bytes of printable ASCII. No account can have another, so nobody is reached (7003).',
  hint: 'Use the ID of the account, not a nickname.',
  needs: TRAIT.signal,
  check(subject, report) {
    const { info } = subject;
    if (info === null) return;
    if (info.inviter !== '' && !isUserID(info.inviter)) {
      report(subject.dataPath('inviter'), `${shown(info.inviter)} can be no user ID`);
    }
    for (let i = 0; i < info.inviteeList.length; i++) {
      const each = info.inviteeList[i]!;
      if (each !== '' && !isUserID(each))
        report(subject.dataPath(`inviteeList[${i}]`), `${shown(each)} can be no user ID`);
    }
  },
};

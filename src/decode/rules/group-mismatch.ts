import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const groupMismatch: FindingRule = {
  code: 'group-mismatch',
  level: 'warning',
  title: 'groupID is not the group of the message',
  why: 'The app is told of the groupID in the signal; answers go there. In a message between two users it must be empty, in a group it must be that group.',
  hint: "Set groupID to the group the message is sent in, or to ''.",
  needs: TRAIT.signal | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info === null || found.group === info.groupID) return;
    if (found.group === '' && (found.from === '' || found.to === '' || found.to.length === 0)) return;
    report(
      subject.dataPath('groupID'),
      found.group === ''
        ? `groupID is ${shown(info.groupID)}, but the message is between two users`
        : `groupID is ${shown(info.groupID)}, but the message is in the group ${shown(found.group)}`,
    );
  },
};

import { actionName } from '../../signaling/action.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const answerByStranger: FindingRule = {
  code: 'answer-by-stranger',
  level: 'error',
  title: 'an answer by somebody not invited',
  why: 'accept and reject are only for invitees, and inviteeList names the one who answers: receivers look for the sender in the list of those still pending, and find nobody.',
  hint: 'In an answer set inviteeList to the one who answers, who is the sender.',
  needs: TRAIT.answer | TRAIT.people,
  check(subject, report) {
    const { info, found } = subject;
    if (info === null || found.from === '' || (info.actionType !== 3 && info.actionType !== 4)) return;
    if (info.inviteeList.length === 0 || info.inviteeList.includes(found.from)) return;
    report(
      subject.dataPath('inviteeList'),
      `the ${actionName(info.actionType)} is from ${shown(found.from)}, who is not in ${JSON.stringify(info.inviteeList)}`,
    );
  },
};

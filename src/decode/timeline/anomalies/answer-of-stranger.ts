import { ACTION } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const answerOfStranger: AnomalyRule = {
  code: 'answer-of-stranger',
  level: 'error',
  title: 'an answer by somebody not invited',
  why: 'accept and reject are for invitees only: receivers look for the sender among those still pending, find nobody, and go on ringing.',
  hint: 'Answer as the user who was invited.',
  check(history, _facts, report) {
    const { invite } = history;
    if (!invite) return;
    for (const message of history.messages) {
      const { actionType, inviteeList } = message.info;
      if (actionType !== ACTION.accept && actionType !== ACTION.reject) continue;
      const who = message.from || inviteeList[0];
      if (who && !invite.info.inviteeList.includes(who)) report(`${who} was not invited`, message);
    }
  },
};

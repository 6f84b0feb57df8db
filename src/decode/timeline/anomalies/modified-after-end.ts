import { ACTION } from '../../../signaling/action.js';
import type { HistoryMessage } from '../invitation-history.js';
import type { AnomalyRule } from './rule.js';

export const modifiedAfterEnd: AnomalyRule = {
  code: 'modified-after-end',
  level: 'info',
  title: 'modified after it was over',
  why: 'modifyInvitation changes data of an invitation that is pending; afterwards it changes only what history shows.',
  hint: 'Modify before the answer, or send what is new by a message.',
  check(history, _facts, report) {
    for (const [at, message] of history.messages.entries()) {
      if (!message.modifies || message.at === null) continue;
      const before = history.messages.slice(0, at);
      const over = history.invitees.every((user) => before.some((each) => ends(each, user)));
      if (over && history.invitees.length > 0) report('its data was changed when it was over', message);
    }
  },
};

function ends({ info, modifies }: HistoryMessage, user: string): boolean {
  return !modifies && info.actionType !== ACTION.invite && info.inviteeList.includes(user);
}

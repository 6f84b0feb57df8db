import { ACTION } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const cancelByOther: AnomalyRule = {
  code: 'cancel-by-other',
  level: 'error',
  title: 'cancelled by somebody else',
  why: 'Only the inviter may cancel (8011): devices that check drop the cancel, others stop ringing.',
  hint: 'Cancel as the inviter.',
  check(history, _facts, report) {
    for (const message of history.messages) {
      if (
        message.info.actionType !== ACTION.cancel ||
        message.from === '' ||
        message.from === history.inviter
      )
        continue;
      report(`${message.from} cancelled what ${history.inviter} had begun`, message);
    }
  },
};

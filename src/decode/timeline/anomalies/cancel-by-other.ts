import { ACTION } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const cancelByOther: AnomalyRule = {
  code: 'cancel-by-other',
  level: 'error',
  title: 'cancelled by somebody else',
  why: 'Only the inviter may cancel (8011): devices that check drop the cancel, others stop ringing.',
  hint: 'Cancel as the inviter.',
  check(story, _facts, report) {
    for (const message of story.messages) {
      if (message.info.actionType !== ACTION.cancel || message.from === '' || message.from === story.inviter)
        continue;
      report(`${message.from} cancelled what ${story.inviter} had begun`, message);
    }
  },
};

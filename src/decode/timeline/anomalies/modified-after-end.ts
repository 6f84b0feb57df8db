import { ACTION } from '../../../signaling/action.js';
import type { StoryMessage } from '../story.js';
import type { AnomalyRule } from './rule.js';

export const modifiedAfterEnd: AnomalyRule = {
  code: 'modified-after-end',
  level: 'info',
  title: 'modified after it was over',
  why: 'modifyInvitation changes data of an invitation that is pending; afterwards it changes only what history shows.',
  hint: 'Modify before the answer, or send what is new by a message.',
  check(story, _facts, report) {
    for (const [at, message] of story.messages.entries()) {
      if (!message.modifies || message.at === null) continue;
      const before = story.messages.slice(0, at);
      const over = story.invitees.every((user) => before.some((each) => ends(each, user)));
      if (over && story.invitees.length > 0) report('its data was changed when it was over', message);
    }
  },
};

function ends({ info, modifies }: StoryMessage, user: string): boolean {
  return !modifies && info.actionType !== ACTION.invite && info.inviteeList.includes(user);
}

import type { AnomalyRule } from './rule.js';

export const answerWithoutInvite: AnomalyRule = {
  code: 'answer-without-invite',
  level: 'warning',
  title: 'signals of an invitation that is in no log',
  why: 'Whoever was not there when it began cannot know of it: an SDK drops an accept, reject or cancel for an inviteID that it does not know.',
  hint: "Look at an earlier part of the log, or at the inviter's; if there is none, the invitation was never sent.",
  check(history, _facts, report) {
    if (!history.invite) report(`${history.messages.length} message(s), but no invitation`);
  },
};

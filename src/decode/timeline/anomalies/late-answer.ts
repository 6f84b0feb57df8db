import { ACTION } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const lateAnswer: AnomalyRule = {
  code: 'late-answer',
  level: 'warning',
  title: 'answered after its time-out',
  why: "The inviter's own timer has run out by then (timeout, and some seconds more on the Web): the answer comes to an invitation that is over there, and is dropped.",
  hint: "Let the invitee's app stop ringing by the invitation's time, not by its own count from when it rang.",
  check(history, _facts, report) {
    const { invite } = history;
    if (!invite || invite.at === null || invite.info.timeout === 0) return;
    for (const message of history.messages) {
      const { actionType } = message.info;
      if ((actionType !== ACTION.accept && actionType !== ACTION.reject) || message.at === null) continue;
      const over = message.at - invite.at - invite.info.timeout * 1000;
      // Server times are whole seconds.
      if (over > 1000)
        report(`${message.from} answered ${Math.round(over / 1000)} s after the time-out`, message);
    }
  },
};

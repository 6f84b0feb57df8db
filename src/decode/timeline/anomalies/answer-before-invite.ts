import { actionName } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const answerBeforeInvite: AnomalyRule = {
  code: 'answer-before-invite',
  level: 'warning',
  title: 'an answer with a time before its invitation',
  why: 'Times in the logs are not of one clock: what is read from them about order and duration is wrong.',
  hint: "Compare by the server's times, or set the clocks of the devices.",
  check(history, _facts, report) {
    const { invite } = history;
    if (!invite || invite.at === null) return;
    for (const message of history.messages) {
      if (message.at === null || message === invite || message.modifies) continue;
      const early = invite.at - message.at;
      if (early > 1000)
        report(
          `${actionName(message.info.actionType)} ${Math.round(early / 1000)} s before the invitation`,
          message,
        );
    }
  },
};

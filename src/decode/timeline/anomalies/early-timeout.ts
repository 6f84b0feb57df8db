import { ACTION } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const earlyTimeout: AnomalyRule = {
  code: 'early-timeout',
  level: 'warning',
  title: 'timed out too early',
  why: "A time-out came before the invitation's time was over: the sender's clock is ahead, or it counted in other units.",
  hint: 'Look at the clock of the device that sent the time-out.',
  check(history, _facts, report) {
    const { invite } = history;
    if (!invite || invite.at === null || invite.info.timeout === 0) return;
    for (const message of history.messages) {
      if (message.info.actionType !== ACTION.timeout || message.at === null) continue;
      const early = invite.at + invite.info.timeout * 1000 - message.at;
      if (early > 1500) report(`timed out ${Math.round(early / 1000)} s before its time`, message);
    }
  },
};

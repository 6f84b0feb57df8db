import type { AnomalyRule } from './rule.js';

export const modifiedAfterEnd: AnomalyRule = {
  code: 'modified-after-end',
  level: 'info',
  title: 'modified after it was over',
  why: 'modifyInvitation changes data of an invitation that is pending; afterwards it changes only what history shows.',
  hint: 'Modify before the answer, or send what is new by a message.',
  check({ contradictions }, _facts, report) {
    for (const { message, contradiction } of contradictions) {
      if (contradiction.kind === 'after-end' && contradiction.state === undefined && message.at !== null)
        report('its data was changed when it was over', message);
    }
  },
};

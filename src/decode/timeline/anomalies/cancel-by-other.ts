import type { AnomalyRule } from './rule.js';

export const cancelByOther: AnomalyRule = {
  code: 'cancel-by-other',
  level: 'error',
  title: 'cancelled by somebody else',
  why: 'Only the inviter may cancel (8011): devices that check drop the cancel, others stop ringing.',
  hint: 'Cancel as the inviter.',
  check({ contradictions, inviter }, _facts, report) {
    for (const { message, contradiction } of contradictions) {
      if (contradiction.kind === 'not-inviter')
        report(`${contradiction.user} cancelled what ${inviter} had begun`, message);
    }
  },
};

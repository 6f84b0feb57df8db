import type { AnomalyRule } from './rule.js';

export const answerOfStranger: AnomalyRule = {
  code: 'answer-of-stranger',
  level: 'error',
  title: 'an answer by somebody not invited',
  why: 'accept and reject are for invitees only: receivers look for the sender among those still pending, find nobody, and go on ringing.',
  hint: 'Answer as the user who was invited.',
  check({ contradictions, invite }, _facts, report) {
    if (!invite) return;
    for (const { message, contradiction } of contradictions) {
      if (contradiction.kind === 'not-invited' && contradiction.state !== 'timedOut')
        report(`${contradiction.user} was not invited`, message);
    }
  },
};

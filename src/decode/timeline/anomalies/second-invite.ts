import type { AnomalyRule } from './rule.js';

export const secondInvite: AnomalyRule = {
  code: 'second-invite',
  level: 'error',
  title: 'two invitations with one inviteID',
  why: 'To every SDK two invitations of one inviteID are one: the second is dropped or takes the place of the first, and answers end both.',
  hint: 'Make a new inviteID for each invitation.',
  check({ contradictions }, _facts, report) {
    for (const { message, contradiction } of contradictions) {
      if (contradiction.kind === 'second-invite')
        report(`${contradiction.from || 'somebody'} used the inviteID again`, message);
    }
  },
};

import { ACTION } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const secondInvite: AnomalyRule = {
  code: 'second-invite',
  level: 'error',
  title: 'two invitations with one inviteID',
  why: 'To every SDK two invitations of one inviteID are one: the second is dropped or takes the place of the first, and answers end both.',
  hint: 'Make a new inviteID for each invitation.',
  check(history, _facts, report) {
    const invites = history.messages.filter(
      (each) => each.info.actionType === ACTION.invite && !each.modifies,
    );
    for (const second of invites.slice(1))
      report(`${second.from || 'somebody'} used the inviteID again`, second);
  },
};

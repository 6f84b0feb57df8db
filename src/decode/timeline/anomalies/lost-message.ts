import { actionName } from '../../../signaling/action.js';
import type { HistoryMessage, InvitationHistory } from '../invitation-history.js';
import type { AnomalyRule } from './rule.js';

export const lostMessage: AnomalyRule = {
  code: 'lost-message',
  level: 'warning',
  title: 'sent, but not received',
  why: 'The message is in the log of the one who sent it, and not in that of one who should have got it, though that log covers the time: it was lost, refused, or came while the app was not running.',
  hint: 'Look at the connection of the receiver at that time; offline users get C2C invitations at log-in, and only while they have not timed out.',
  check(history, facts, report) {
    for (const message of history.messages) {
      if (message.modifies || message.at === null) continue;
      const seen = new Set(message.observations.map((each) => each.file));
      const sender = facts.files.find(
        ({ file, owner }) => seen.has(file) && owner !== '' && owner === message.from,
      );
      if (!sender) continue;
      for (const { file, owner, from, to } of facts.files) {
        if (owner === '' || owner === message.from || seen.has(file)) continue;
        if (!concerns(message, history, owner)) continue;
        if (from === null || to === null || message.at < from - 1000 || message.at > to + 1000) continue;
        report(
          `${actionName(message.info.actionType)} of ${message.from} is not in the log of ${owner}`,
          message,
        );
      }
    }
  },
};

/** Whether a user should have got a message. */
function concerns(message: HistoryMessage, history: InvitationHistory, user: string): boolean {
  if (message.to.length > 0) return message.to.includes(user);
  return history.group !== '' && (history.inviter === user || history.invitees.includes(user));
}

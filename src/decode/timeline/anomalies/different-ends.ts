import type { InvitationHistory } from '../invitation-history.js';
import { WORDS } from '../words.js';
import type { AnomalyRule } from './rule.js';

export const differentEnds: AnomalyRule = {
  code: 'different-ends',
  level: 'error',
  title: 'two devices saw different ends',
  why: 'Messages that cross arrive in another order on each side; each device keeps the first end it hears of.',
  hint: 'Compare both logs at the time of the end, and decide in the app which end counts.',
  check(history, facts, report) {
    for (const user of history.invitees) {
      const seen = new Map<string, string>();
      for (const { file, owner } of facts.files) {
        const first = firstEnd(history, user, file);
        if (first !== undefined) seen.set(owner || file, first);
      }
      const ends = new Set(seen.values());
      if (ends.size < 2) continue;
      report(`${user}: ${[...seen].map(([who, end]) => `${end} in the log of ${who}`).join(', ')}`);
    }
  },
};

/** The end of an invitee that stands first in one log; what a device was reports from history is no order of events. */
function firstEnd(history: InvitationHistory, user: string, file: string): string | undefined {
  let order = Number.POSITIVE_INFINITY;
  let end: string | undefined;
  for (const { state, message } of history.endings.get(user) ?? []) {
    for (const observation of message.observations) {
      if (observation.file !== file || observation.channel === 'history' || observation.order >= order)
        continue;
      order = observation.order;
      end = WORDS[state];
    }
  }
  return end;
}

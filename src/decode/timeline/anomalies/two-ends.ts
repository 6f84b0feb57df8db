import { WORDS } from '../words.js';
import type { AnomalyRule } from './rule.js';

export const twoEnds: AnomalyRule = {
  code: 'two-ends',
  level: 'error',
  title: 'one invitee, two ends',
  why: 'No server arbitrates: an accept and a cancel (or a time-out) that cross on their way are both delivered, and each side believes the one it saw first. One side is in a call, the other is not.',
  hint: 'Decide in the app, by the room: who accepted but finds nobody there within a few seconds has lost the race.',
  check(history, _facts, report) {
    for (const [user, endings] of history.endings) {
      const [first] = endings;
      const other = endings.find((each) => each.state !== first!.state);
      if (first && other) report(`${user} ${WORDS[first.state]} and ${WORDS[other.state]}`, other.message);
    }
  },
};

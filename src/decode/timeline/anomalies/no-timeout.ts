import { stateOf } from '../invitation-history.js';
import type { AnomalyRule } from './rule.js';

export const noTimeout: AnomalyRule = {
  code: 'no-timeout',
  level: 'warning',
  title: 'a time-out that nobody sent',
  why: "When the time is over while somebody is pending, the invitee's device or else the inviter's sends a time-out. If neither does, both were offline, crashed, or another app version keeps the invitation open for ever.",
  hint: 'Look whether both apps still ran; let the app clean up by itself when the time is over.',
  check(history, facts, report) {
    const { invite } = history;
    if (!invite || invite.at === null || invite.info.timeout === 0 || facts.end === null) return;
    const due = invite.at + (invite.info.timeout + GRACE_S) * 1000;
    if (facts.end < due) return;
    const pending = history.invitees.filter((user) => stateOf(history, user) === 'pending');
    if (pending.length > 0)
      report(`${pending.join(', ')}: no answer and no time-out after ${invite.info.timeout} s`);
  },
};

/** The inviter's timer fires some seconds later, and the message needs its time. */
const GRACE_S = 10;

import type { AnomalyRule } from './rule.js';

export const clockSkewBetweenDevices: AnomalyRule = {
  code: 'clock-skew-between-devices',
  level: 'warning',
  title: 'two devices with different clocks',
  why: 'Phones drop an invitation that looks older than its timeout by their own clock: between devices whose clocks differ by more than that, calls never ring in one direction.',
  hint: 'Let devices take their time from the network.',
  check(history, facts, report) {
    const users = [history.inviter, ...history.invitees].filter((user) => facts.skews.has(user));
    for (const user of users.slice(1)) {
      const apart = facts.skews.get(user)! - facts.skews.get(users[0]!)!;
      if (Math.abs(apart) <= SKEW_MS) continue;
      const way = apart > 0 ? 'ahead of' : 'behind';
      report(`the clock of ${user} is ${Math.round(Math.abs(apart) / 1000)} s ${way} that of ${users[0]}`);
    }
  },
};

/** Server times are whole seconds, and a message needs its time. */
const SKEW_MS = 5000;

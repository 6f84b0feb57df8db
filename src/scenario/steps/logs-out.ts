import { call } from './define.js';

export const logsOut = call({
  say: ['{who:device} logs out'],
  about: 'logout()',
  options: {},
  make(bench, { who }) {
    const seat = bench.actor(who);
    return { seat, method: 'logout', outcome: seat.sdk.logout() };
  },
});

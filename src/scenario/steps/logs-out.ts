import { call } from './define.js';

export const logsOut = call({
  phrases: ['{who:device} logs out'],
  about: 'logout()',
  options: {},
  make(testbed, { who }) {
    const actor = testbed.actor(who);
    return { actor, method: 'logout', outcome: actor.sdk.logout() };
  },
});

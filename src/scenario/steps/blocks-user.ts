import { call } from './define.js';

export const blocksUser = call({
  phrases: ['{who:device} blocks {whom:users}'],
  about: 'addToBlackList()',
  options: {},
  make(testbed, { who, whom }) {
    const actor = testbed.actor(who);
    return { actor, method: 'addToBlackList', outcome: actor.sdk.addToBlackList(whom) };
  },
});

export const unblocksUser = call({
  phrases: ['{who:device} unblocks {whom:users}'],
  about: 'deleteFromBlackList()',
  options: {},
  make(testbed, { who, whom }) {
    const actor = testbed.actor(who);
    return { actor, method: 'deleteFromBlackList', outcome: actor.sdk.deleteFromBlackList(whom) };
  },
});

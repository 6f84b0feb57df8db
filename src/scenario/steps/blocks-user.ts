import { call } from './define.js';

export const blocksUser = call({
  say: ['{who:device} blocks {whom:users}'],
  about: 'addToBlackList()',
  options: {},
  make(bench, { who, whom }) {
    const seat = bench.actor(who);
    return { seat, method: 'addToBlackList', outcome: seat.sdk.addToBlackList(whom) };
  },
});

export const unblocksUser = call({
  say: ['{who:device} unblocks {whom:users}'],
  about: 'deleteFromBlackList()',
  options: {},
  make(bench, { who, whom }) {
    const seat = bench.actor(who);
    return { seat, method: 'deleteFromBlackList', outcome: seat.sdk.deleteFromBlackList(whom) };
  },
});

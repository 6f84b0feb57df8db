// All users of one run, on the one endpoint or the other: log-ins as many at a time as there are users, and pairs that
// send each other invitations. A signal counts when the sender has its answer and the receiver has the push.

import { answerParent } from '../hub/answer-parent.js';
import { INVITE, signalText } from '../signal.js';
import { NativeUser, WebSocketUser } from './clients.js';

const AT_A_TIME = 16;
const PAIRS = 8;
const WINDOW = 16;
const WARM_UP_MS = 300;
const MEASURE_MS = 700;

const [kind, address] = process.argv.slice(2);
const target = JSON.parse(address);
const User = kind === 'native' ? NativeUser : WebSocketUser;

const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Connects, logs in and leaves, over and over, until the time is up. */
async function logIns(ms) {
  const end = performance.now() + ms;
  let count = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async (_, index) => {
      while (performance.now() < end) {
        const user = new User(target, `visitor${index}`);
        await user.logIn();
        user.end();
        count++;
      }
    }),
  );
  return count;
}

async function signals() {
  let [answers, pushes, sending] = [0, 0, true];
  let number = 1e9 + Math.floor(Math.random() * 1e9);
  const users = Array.from({ length: PAIRS * 2 }, (_, index) => new User(target, `user${index}`));
  for (const user of users) await user.logIn();
  const next = (user, peer) => {
    const id = number++;
    user.send(peer, id, signalText(user.userID, peer.userID, id, INVITE));
  };
  users.forEach((user, index) => {
    const peer = users[index ^ 1];
    user.onAnswer = () => {
      answers++;
      if (sending) next(user, peer);
    };
    user.onPush = () => pushes++;
    for (let i = 0; i < WINDOW; i++) next(user, peer);
  });
  await pass(WARM_UP_MS);
  return {
    async measure() {
      const start = performance.now();
      const before = Math.min(answers, pushes);
      await pass(MEASURE_MS);
      const count = Math.min(answers, pushes) - before;
      const ms = performance.now() - start;
      sending = false;
      return { count, ms };
    },
  };
}

let running;
answerParent({
  'warm up log-ins': () => logIns(WARM_UP_MS),
  'log-ins': async () => {
    const start = performance.now();
    const count = await logIns(MEASURE_MS);
    return { count, ms: performance.now() - start };
  },
  'warm up signals': async () => {
    running = await signals();
    return true;
  },
  signals: () => running.measure(),
});

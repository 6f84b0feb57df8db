import { withCause } from './cause.js';
import type { CancelTimer, Clock } from './clock.js';

/** Node's timers hold a signed 32-bit delay; a longer one would fire at once. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** The machine's own time. What it sets off later is the doing of time, not of the call that set the timer. */
export const realClock: Clock = {
  now: () => Date.now(),
  setTimer: (ms, run) => withCause(undefined, () => setTimer(ms, run)),
};

function setTimer(ms: number, run: () => void): CancelTimer {
  if (ms <= 0) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  if (ms > LONGEST_DELAY) return chain(ms, run);
  const timeout = setTimeout(run, ms);
  return () => clearTimeout(timeout);
}

function chain(ms: number, run: () => void): CancelTimer {
  let cancel = setTimer(LONGEST_DELAY, () => {
    cancel = setTimer(ms - LONGEST_DELAY, run);
  });
  return () => cancel();
}

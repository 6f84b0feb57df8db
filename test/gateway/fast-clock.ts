import type { Clock } from '../../src/runtime/clock.js';
import { realClock } from '../../src/runtime/real-clock.js';

/** Time that flies: for waits in seconds at a real socket. */
export function fastClock(factor: number): Clock {
  const start = realClock.now();
  return {
    now: () => start + (realClock.now() - start) * factor,
    setTimer: (ms, run) => realClock.setTimer(ms / factor, run),
  };
}

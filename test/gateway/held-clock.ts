import type { CancelTimer, Clock } from '../../src/runtime/clock.js';
import { realClock } from '../../src/runtime/real-clock.js';

/** Real time, but what is to happen later waits until the test lets time pass. */
export class HeldClock implements Clock {
  #ahead = 0;
  #held = new Set<{ at: number; run: () => void }>();

  now(): number {
    return realClock.now() + this.#ahead;
  }

  setTimer(ms: number, run: () => void): CancelTimer {
    if (ms <= 0) return realClock.setTimer(0, run);
    const timer = { at: this.now() + ms, run };
    this.#held.add(timer);
    return () => this.#held.delete(timer);
  }

  /** Lets so many ms pass at once. */
  pass(ms: number): void {
    this.#ahead += ms;
    const now = this.now();
    for (const timer of [...this.#held].filter(({ at }) => at <= now)) {
      if (this.#held.delete(timer)) timer.run();
    }
  }
}

import type { CancelTimer, Clock } from '../runtime/clock.js';

/** A device's clock: timers run by the bench's clock, what the user sees may be off by some time. */
export class DeviceClock implements Clock {
  #clock: Clock;
  /** How far the device's own time is ahead, in milliseconds. */
  offsetMs: number;

  constructor(clock: Clock, offsetMs: number) {
    this.#clock = clock;
    this.offsetMs = offsetMs;
  }

  now(): number {
    return this.#clock.now();
  }

  setTimer(ms: number, run: () => void): CancelTimer {
    return this.#clock.setTimer(ms, run);
  }

  /** The time that the device itself shows, unix ms. */
  ownTime(): number {
    return this.#clock.now() + this.offsetMs;
  }
}

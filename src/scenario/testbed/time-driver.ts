import type { Clock } from '../../runtime/clock.js';
import type { VirtualClock } from '../../runtime/virtual-clock.js';

/** Moves time for those who wait. Several may wait at once: time stops at the first whom it concerns. */
export interface TimeDriver {
  /** Waits until `done`, at most `ms` milliseconds; tells whether it is done. */
  wait(done: () => boolean, ms: number): Promise<boolean>;
  /** Lets `ms` milliseconds pass. */
  pass(ms: number): Promise<void>;
}

interface Waiter {
  done: () => boolean;
  deadline: number;
  /** Whether it waits for the deadline itself, and not for something that should come before it. */
  sleeps: boolean;
  resolve: (done: boolean) => void;
  reject: (thrown: unknown) => void;
}

/** Jumps a virtual clock from timer to timer. */
export class VirtualTimeDriver implements TimeDriver {
  #clock: VirtualClock;
  #waiters: Waiter[] = [];
  #running = false;
  /** While true, somebody else decides what happens next (the explorer); waiters are only looked at by {@link step}. */
  #paused = false;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  wait(done: () => boolean, ms: number): Promise<boolean> {
    return this.#add(done, ms, false);
  }

  async pass(ms: number): Promise<void> {
    await this.#add(() => false, ms, true);
  }

  #add(done: () => boolean, ms: number, sleeps: boolean): Promise<boolean> {
    const waited = new Promise<boolean>((resolve, reject) => {
      this.#waiters.push({ done, deadline: this.#clock.now() + ms, sleeps, resolve, reject });
    });
    if (!this.#paused) void this.#run();
    return waited;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      await this.#runTimers();
    } catch (thrown) {
      // A timer that throws is an app's own: whoever waits is told, and nobody waits for ever.
      const waiters = this.#waiters;
      this.#waiters = [];
      for (const { reject } of waiters) reject(thrown);
    }
    this.#running = false;
  }

  async #runTimers(): Promise<void> {
    while (!this.#paused) {
      await this.#clock.settle();
      if (this.#wake()) continue;
      if (this.#waiters.length === 0) break;
      await this.#clock.advanceTo(this.#nextMoment());
    }
  }

  /** Wakes who is done or has waited long enough; tells whether there was anybody. */
  #wake(): boolean {
    const now = this.#clock.now();
    const waiting: Waiter[] = [];
    const woken: [Waiter, boolean][] = [];
    let failed = false;
    for (const waiter of this.#waiters) {
      try {
        if (waiter.done()) woken.push([waiter, true]);
        else if (now >= waiter.deadline) woken.push([waiter, false]);
        else waiting.push(waiter);
      } catch (thrown) {
        failed = true;
        waiter.reject(thrown);
      }
    }
    this.#waiters = waiting;
    for (const [waiter, done] of woken) waiter.resolve(done);
    return failed || woken.length > 0;
  }

  #nextMoment(): number {
    let next = this.#clock.nextTimerAt() ?? Number.POSITIVE_INFINITY;
    for (const { deadline } of this.#waiters) next = Math.min(next, deadline);
    return next;
  }

  /** Hands the lead to the caller: time moves only by {@link step} and {@link nextSleep}'s owner. */
  pause(): void {
    this.#paused = true;
  }

  /** Takes the lead back. */
  resume(): void {
    this.#paused = false;
    if (this.#waiters.length > 0) void this.#run();
  }

  /** Lets promise work run out and wakes whom that concerns, until nothing changes. */
  async step(): Promise<void> {
    do await this.#clock.settle();
    while (this.#wake());
  }

  /** When the next one who sleeps wakes (unix ms), or undefined. */
  nextSleep(): number | undefined {
    let next: number | undefined;
    for (const { deadline, sleeps } of this.#waiters) {
      if (sleeps && (next === undefined || deadline < next)) next = deadline;
    }
    return next;
  }
}

/** How often a condition is looked at in real time. */
const LOOK_EVERY_MS = 5;

/** Lets real time go by. */
export class RealTimeDriver implements TimeDriver {
  #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async wait(done: () => boolean, ms: number): Promise<boolean> {
    const deadline = this.#clock.now() + ms;
    while (!done()) {
      const left = deadline - this.#clock.now();
      if (left <= 0) return false;
      await this.pass(Math.min(LOOK_EVERY_MS, left));
    }
    return true;
  }

  pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.setTimer(ms, resolve));
  }
}

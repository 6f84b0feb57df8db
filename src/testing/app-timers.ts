import type { FollowingTimers, VirtualClock } from '../runtime/virtual-clock.js';

/** What fakes an app's timers: vitest's `vi`, jest's `jest`, or a clock of sinon's. */
export interface TimerFaker {
  /** Fakes them; left out where they are faked already. */
  useFakeTimers?(): unknown;
  useRealTimers?(): unknown;
  advanceTimersByTime?(ms: number): unknown;
  /** Sinon's name for it. */
  tick?(ms: number): unknown;
}

/** The clock behind faked timers: all three are made by @sinonjs/fake-timers, or like it. */
interface FakeClock {
  now: number;
  timers?: Map<unknown, { callAt: number }> | Record<string, { callAt: number }>;
  /** Faked microtasks. */
  jobs?: readonly unknown[];
  tick(ms: number): unknown;
}

const FAKED = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'queueMicrotask'];

/**
 * Has an app's own timers run with a virtual clock, each at its own moment.
 * @returns a function that takes back what this has faked
 */
export function followClock(clock: VirtualClock, faker: TimerFaker): () => void {
  const ours = fakeClock(faker) === undefined && faker.useFakeTimers !== undefined;
  if (ours) faker.useFakeTimers?.();
  clock.leadTimers(new AppTimers(clock, faker));
  return () => {
    // The test may be over, and its timers with it, while the clock still comes to rest.
    clock.leadTimers(undefined);
    if (ours) faker.useRealTimers?.();
  };
}

class AppTimers implements FollowingTimers {
  #clock: VirtualClock;
  #faker: TimerFaker;
  /** How far the app's timers have come, in the virtual clock's time. */
  #reached: number;

  constructor(clock: VirtualClock, faker: TimerFaker) {
    this.#clock = clock;
    this.#faker = faker;
    this.#reached = clock.now();
  }

  nextAt(): number | undefined {
    const fake = fakeClock(this.#faker);
    if (!fake) return undefined;
    if (fake.jobs && fake.jobs.length > 0) return this.#clock.now();
    const timers = timersOf(fake);
    let next: number | undefined;
    for (const { callAt } of timers) if (next === undefined || callAt < next) next = callAt;
    return next === undefined ? undefined : this.#reached + Math.max(0, next - fake.now);
  }

  advanceTo(target: number): void {
    const ms = Math.max(0, target - this.#reached);
    this.#reached = Math.max(this.#reached, target);
    const fake = fakeClock(this.#faker);
    if (fake) fake.tick(ms);
    else if (this.#faker.advanceTimersByTime) this.#faker.advanceTimersByTime(ms);
    else this.#faker.tick?.(ms);
  }
}

/** A map's own values even where the map is of another realm, as in jest. */
function timersOf({ timers = {} }: FakeClock): Iterable<{ callAt: number }> {
  const isMap = Object.prototype.toString.call(timers) === '[object Map]';
  return isMap ? (timers as Map<unknown, { callAt: number }>).values() : Object.values(timers);
}

function fakeClock(faker: TimerFaker): FakeClock | undefined {
  if ('timers' in faker && 'tick' in faker && 'now' in faker) return faker as TimerFaker & FakeClock;
  const globals = globalThis as unknown as Record<string, { clock?: FakeClock } | undefined>;
  for (const name of FAKED) {
    const clock = globals[name]?.clock;
    if (clock) return clock;
  }
  return undefined;
}

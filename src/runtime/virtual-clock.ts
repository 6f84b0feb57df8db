import type { CancelTimer, Clock } from './clock.js';
import { macrotask } from './macrotask.js';

interface Timer {
  at: number;
  order: number;
  run: (() => void) | undefined;
}

/** Timers of somebody else's that are to run at the same moments: an app's own, which a test has faked. Times are the clock's. */
export interface FollowingTimers {
  /** When the next of them is due (unix ms); undefined if none is. */
  nextAt(): number | undefined;
  /** Moves their time, and runs what is due by then. */
  advanceTo(target: number): void;
}

/**
 * Time that moves only when told to, timer by timer; timers due at the same moment run in the order they were set.
 *
 * The code it drives may use promises but no real I/O: between two timers all pending promise work is let run out.
 */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #heap: Timer[] = [];
  #followers: FollowingTimers | undefined;

  /** @param start unix time in milliseconds at which the clock stands */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimer(ms: number, run: () => void): CancelTimer {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
    push(this.#heap, timer);
    return () => {
      timer.run = undefined;
    };
  }

  /** Has other timers go with this clock's; undefined lets go of them. */
  leadTimers(followers: FollowingTimers | undefined): void {
    this.#followers = followers;
  }

  /** When the next timer is due (unix ms), or undefined if none is set. */
  nextTimerAt(): number | undefined {
    const own = this.#nextOwn();
    const other = this.#followers?.nextAt();
    if (other === undefined) return own;
    return own === undefined ? other : Math.min(own, other);
  }

  #nextOwn(): number | undefined {
    while (this.#heap.length > 0 && this.#heap[0]!.run === undefined) pop(this.#heap);
    return this.#heap[0]?.at;
  }

  /** Lets everything that is due now, and all promise work, run out. */
  settle(): Promise<void> {
    return this.advanceTo(this.#now);
  }

  /** Moves time forward by `ms` milliseconds, running each timer at its own moment. */
  advance(ms: number): Promise<void> {
    return this.advanceTo(this.#now + ms);
  }

  /** Moves time forward to `target` (unix ms), running each timer at its own moment. */
  async advanceTo(target: number): Promise<void> {
    await drainPromises();
    for (;;) {
      const next = this.nextTimerAt();
      if (next === undefined || next > target) break;
      this.#now = Math.max(this.#now, next);
      if (this.#followers) {
        this.#followers.advanceTo(this.#now);
        await drainPromises();
        if (this.#nextOwn() !== next) continue;
      }
      const timer = pop(this.#heap)!;
      const run = timer.run!;
      timer.run = undefined;
      run();
      await drainPromises();
    }
    this.#now = Math.max(this.#now, target);
    this.#followers?.advanceTo(this.#now);
  }
}

/** A macrotask starts only when no promise work is left. */
function drainPromises(): Promise<void> {
  return new Promise(macrotask);
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Timer[], timer: Timer): void {
  let child = heap.length;
  heap.push(timer);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!before(timer, heap[parent]!)) break;
    heap[child] = heap[parent]!;
    child = parent;
  }
  heap[child] = timer;
}

function pop(heap: Timer[]): Timer | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return top;
  let parent = 0;
  for (;;) {
    let child = parent * 2 + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, last)) break;
    heap[parent] = heap[child]!;
    parent = child;
  }
  heap[parent] = last;
  return top;
}

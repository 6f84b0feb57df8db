import type { CancelTimer, Clock } from './clock.js';

interface Timer {
  at: number;
  order: number;
  run: (() => void) | undefined;
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

  /** When the next timer is due (unix ms), or undefined if none is set. */
  nextTimerAt(): number | undefined {
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
      const timer = pop(this.#heap)!;
      const run = timer.run!;
      timer.run = undefined;
      run();
      await drainPromises();
    }
    this.#now = Math.max(this.#now, target);
  }
}

/** A macrotask starts only when no promise work is left. */
function drainPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
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

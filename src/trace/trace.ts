import { currentCause } from '../runtime/cause.js';
import type { Clock } from '../runtime/clock.js';
import { type Happening, TRACE_VERSION, type TraceEvent } from './event.js';

export type TraceListener = (event: TraceEvent) => void;

/** Numbers what happens and tells it to whoever listens; with no listener it costs one comparison. */
export class Trace {
  #clock: Clock;
  #seq = 0;
  #listeners: TraceListener[] = [];
  /** Those of them who want frames, of which there are many more than of all else. */
  #frameListeners: TraceListener[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether anybody listens: ask before building an event that is costly to build. */
  get heard(): boolean {
    return this.#listeners.length > 0;
  }

  /** Whether anybody listens for frames. */
  get framesHeard(): boolean {
    return this.#frameListeners.length > 0;
  }

  /** Number of the newest event. */
  get seq(): number {
    return this.#seq;
  }

  emit(user: string, device: string, happening: Happening): void {
    const listeners = happening.kind === 'frame' ? this.#frameListeners : this.#listeners;
    if (listeners.length === 0) return;
    const cause = currentCause();
    const event: TraceEvent = {
      v: TRACE_VERSION,
      seq: ++this.#seq,
      at: this.#clock.now(),
      user,
      device,
      ...(cause === undefined ? undefined : { cause }),
      ...happening,
    };
    for (const listener of listeners) listener(event);
  }

  /**
   * @param wants whether frames are to be told too
   * @returns a function that ends the subscription
   */
  subscribe(listener: TraceListener, wants: { frames?: boolean } = {}): () => void {
    this.#listeners = [...this.#listeners, listener];
    if (wants.frames) this.#frameListeners = [...this.#frameListeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
      this.#frameListeners = this.#frameListeners.filter((each) => each !== listener);
    };
  }
}

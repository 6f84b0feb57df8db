import type { Clock } from '../runtime/clock.js';
import { type Happening, TRACE_VERSION, type TraceEvent } from './event.js';

export type TraceListener = (event: TraceEvent) => void;

/** Numbers what happens and tells it to whoever listens; with no listener it costs one comparison. */
export class Trace {
  #clock: Clock;
  #seq = 0;
  #listeners: TraceListener[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether anybody listens: ask before building an event that is costly to build. */
  get heard(): boolean {
    return this.#listeners.length > 0;
  }

  emit(user: string, device: string, happening: Happening): void {
    if (this.#listeners.length === 0) return;
    const event: TraceEvent = {
      v: TRACE_VERSION,
      seq: ++this.#seq,
      at: this.#clock.now(),
      user,
      device,
      ...happening,
    };
    for (const listener of this.#listeners) listener(event);
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: TraceListener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
    };
  }
}

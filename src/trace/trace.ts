import { currentCause } from '../runtime/cause.js';
import type { Clock } from '../runtime/clock.js';
import { TRACE_VERSION, type TraceEvent, type TracePayload } from './event.js';

export type TraceListener = (event: TraceEvent) => void;

/**
 * Numbers what happens and passes it to whoever listens; with no listener it costs one comparison. What a listener throws
 * ends neither the emitter's turn nor keeps the event from the others: one note in the trace says it.
 */
export class Trace {
  #clock: Clock;
  #seq = 0;
  #listeners: TraceListener[] = [];
  /** Those of them who want frames, of which there are many more than of all else. */
  #frameListeners: TraceListener[] = [];

  /** Those that have thrown: it is said once of each. */
  #failed = new WeakSet<TraceListener>();

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

  emit(user: string, device: string, payload: TracePayload): void {
    const listeners = payload.kind === 'frame' ? this.#frameListeners : this.#listeners;
    if (listeners.length === 0) return;
    const cause = currentCause();
    const event: TraceEvent = {
      v: TRACE_VERSION,
      seq: ++this.#seq,
      at: this.#clock.now(),
      user,
      device,
      ...(cause === undefined ? undefined : { cause }),
      ...payload,
    };
    const failed: unknown[] = [];
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (thrown) {
        if (!this.#failed.has(listener)) failed.push(thrown);
        this.#failed.add(listener);
      }
    }
    for (const thrown of failed) this.#noteFailure(thrown);
  }

  #noteFailure(thrown: unknown): void {
    const text = `a listener of the trace failed, and is not reported again: ${thrown}`;
    this.emit('', '', { kind: 'note', text });
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

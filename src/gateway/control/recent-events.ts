import type { TraceEvent } from '../../trace/event.js';

/** The newest events of a trace, so that whoever comes later sees what led here. */
export class RecentEvents {
  #ring: TraceEvent[] = [];
  #next = 0;
  #size: number;

  constructor(size = 5000) {
    this.#size = size;
  }

  add(event: TraceEvent): void {
    this.#ring[this.#next] = event;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** Those after number `seq`, old to new. */
  since(seq: number): TraceEvent[] {
    const ordered = [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
    return ordered.filter((event) => event.seq > seq);
  }
}

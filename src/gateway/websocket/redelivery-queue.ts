/** A push that is not acknowledged within this time is sent again. */
export const ACK_WAIT_MS = 5000;
/** So many times in all; then the device has to find out by its own syncing. */
export const MAX_DELIVERIES = 4;
/** What is kept for one log-in; the oldest makes room. */
const MAX_FRAMES = 200;
const MAX_BYTES = 256 * 1024;
/** What is kept for all log-ins of an endpoint together; beyond it each new push costs its own log-in the oldest. */
export const MAX_BYTES_IN_ALL = 64 * 1024 * 1024;

/** The size of all queues of an endpoint together. */
export interface TotalSize {
  bytes: number;
}

interface Delivery {
  frame: Buffer;
  /** When it was sent last, in the clock's ms. */
  at: number;
  times: number;
}

/** The pushes that one log-in has not acknowledged, oldest first. */
export class RedeliveryQueue {
  #deliveries = new Map<string, Delivery>();
  #bytes = 0;
  #total: TotalSize;

  constructor(total: TotalSize = { bytes: 0 }) {
    this.#total = total;
  }

  get size(): number {
    return this.#deliveries.size;
  }

  /** A push was sent. @param id its SessionData */
  add(id: string, frame: Buffer, now: number): void {
    this.#deliveries.set(id, { frame, at: now, times: 1 });
    this.#bytes += frame.length;
    this.#total.bytes += frame.length;
    while (this.#isTooLarge()) this.acknowledge(this.#deliveries.keys().next().value!);
  }

  #isTooLarge(): boolean {
    if (this.#deliveries.size > MAX_FRAMES || this.#bytes > MAX_BYTES) return true;
    return this.#total.bytes > MAX_BYTES_IN_ALL && this.#deliveries.size > 0;
  }

  acknowledge(id: string): void {
    const delivery = this.#deliveries.get(id);
    if (!delivery) return;
    this.#deliveries.delete(id);
    this.#bytes -= delivery.frame.length;
    this.#total.bytes -= delivery.frame.length;
  }

  /** Nothing of it is to be sent again. */
  clear(): void {
    this.#deliveries.clear();
    this.#total.bytes -= this.#bytes;
    this.#bytes = 0;
  }

  /**
   * What is to be sent again now: all of it on a new connection, else what has waited long enough. Counts it as sent.
   * What was sent too often is given up.
   */
  due(now: number, onNewConnection: boolean): Buffer[] {
    const frames: Buffer[] = [];
    for (const [id, delivery] of this.#deliveries) {
      if (!onNewConnection && now - delivery.at < ACK_WAIT_MS) continue;
      if (delivery.times >= MAX_DELIVERIES) {
        this.acknowledge(id);
        continue;
      }
      delivery.at = now;
      delivery.times++;
      frames.push(delivery.frame);
    }
    return frames;
  }
}

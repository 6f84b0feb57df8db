/** A push that is not acknowledged within this time is sent again. */
export const ACK_WAIT_MS = 5000;
/** So many times in all; then the device has to find out by its own syncing. */
export const MAX_DELIVERIES = 4;
/** What is kept for one log-in; the oldest makes room. */
const MAX_FRAMES = 200;
const MAX_BYTES = 256 * 1024;
/** What is kept for all log-ins of a door together; beyond it each new push costs its own log-in the oldest. */
export const MAX_BYTES_IN_ALL = 64 * 1024 * 1024;

/** What all log-ins of a door are owed together. */
export interface Debt {
  bytes: number;
}

interface Delivery {
  frame: Buffer;
  /** When it was sent last, in the clock's ms. */
  at: number;
  times: number;
}

/** The pushes that one log-in has not acknowledged, oldest first. */
export class Owed {
  #deliveries = new Map<string, Delivery>();
  #bytes = 0;
  #debt: Debt;

  constructor(debt: Debt = { bytes: 0 }) {
    this.#debt = debt;
  }

  get size(): number {
    return this.#deliveries.size;
  }

  /** A push was sent. @param id its SessionData */
  add(id: string, frame: Buffer, now: number): void {
    this.#deliveries.set(id, { frame, at: now, times: 1 });
    this.#bytes += frame.length;
    this.#debt.bytes += frame.length;
    while (this.#isTooMuch()) this.acknowledge(this.#deliveries.keys().next().value!);
  }

  #isTooMuch(): boolean {
    if (this.#deliveries.size > MAX_FRAMES || this.#bytes > MAX_BYTES) return true;
    return this.#debt.bytes > MAX_BYTES_IN_ALL && this.#deliveries.size > 0;
  }

  acknowledge(id: string): void {
    const delivery = this.#deliveries.get(id);
    if (!delivery) return;
    this.#deliveries.delete(id);
    this.#bytes -= delivery.frame.length;
    this.#debt.bytes -= delivery.frame.length;
  }

  /** Nobody is to get any of it any more. */
  forget(): void {
    this.#deliveries.clear();
    this.#debt.bytes -= this.#bytes;
    this.#bytes = 0;
  }

  /**
   * What is to be sent again now: all of it on a new line, else what has waited long enough. Counts it as sent.
   * What was sent too often is given up.
   */
  again(now: number, onNewLine: boolean): Buffer[] {
    const frames: Buffer[] = [];
    for (const [id, delivery] of this.#deliveries) {
      if (!onNewLine && now - delivery.at < ACK_WAIT_MS) continue;
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

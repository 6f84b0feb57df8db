import { RedeliveryQueue, type TotalSize } from './redelivery-queue.js';

/** The queue of a log-in whose connection broke is kept this long (ms). */
const KEPT_MS = 60_000;

interface LoginQueue {
  queue: RedeliveryQueue;
  /** The log-in's connection now; a new one takes the queue over, also from one that is dead and does not know. */
  connection: object;
  /** Set once that connection is gone, in the clock's ms. */
  goneSince: number | undefined;
}

/** The unacknowledged pushes of all log-ins, by A2Key: a device that comes back on a new connection gets what it missed. */
export class RedeliveryQueues {
  #byLogin = new Map<string, LoginQueue>();
  #total: TotalSize = { bytes: 0 };

  /** Bytes of all queues together. */
  get bytes(): number {
    return this.#total.bytes;
  }

  /** The log-in's queue, for the connection that it has from now on. */
  open(a2: string, connection: object): RedeliveryQueue {
    const queue = this.#byLogin.get(a2)?.queue ?? new RedeliveryQueue(this.#total);
    this.#byLogin.set(a2, { queue, connection, goneSince: undefined });
    return queue;
  }

  /** The connection is gone; its log-in may come back on another. One that was replaced has no say any more. */
  leave(a2: string, connection: object, now: number): void {
    const login = this.#byLogin.get(a2);
    if (login?.connection !== connection) return;
    if (login.queue.size === 0) this.#byLogin.delete(a2);
    else login.goneSince = now;
  }

  /** The log-in on this connection is over. */
  close(a2: string, connection: object): void {
    if (this.#byLogin.get(a2)?.connection === connection) this.#delete(a2);
  }

  /** Lets go of what nobody came back for. */
  sweep(now: number): void {
    for (const [a2, { goneSince }] of this.#byLogin) {
      if (goneSince !== undefined && now - goneSince > KEPT_MS) this.#delete(a2);
    }
  }

  #delete(a2: string): void {
    this.#byLogin.get(a2)?.queue.clear();
    this.#byLogin.delete(a2);
  }
}

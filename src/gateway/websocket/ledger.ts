import { type Debt, Owed } from './owed.js';

/** What is owed to a log-in whose line broke is kept this long (ms). */
const KEPT_MS = 60_000;

interface Account {
  owed: Owed;
  /** The line that stands for the log-in; a new one takes it over, also from one that is dead and does not know. */
  line: object;
  /** Set once that line is gone, in the clock's ms. */
  goneSince: number | undefined;
}

/** The unacknowledged pushes of all log-ins, by A2Key: a device that comes back on a new line gets what it missed. */
export class Ledger {
  #accounts = new Map<string, Account>();
  #debt: Debt = { bytes: 0 };

  /** Bytes of all that is owed. */
  get bytes(): number {
    return this.#debt.bytes;
  }

  /** What is owed to the log-in, for the line that now stands. */
  open(a2: string, line: object): Owed {
    const owed = this.#accounts.get(a2)?.owed ?? new Owed(this.#debt);
    this.#accounts.set(a2, { owed, line, goneSince: undefined });
    return owed;
  }

  /** The line is gone; its log-in may come back on another. */
  leave(a2: string, line: object, now: number): void {
    const account = this.#accounts.get(a2);
    if (account?.line !== line) return;
    if (account.owed.size === 0) this.#accounts.delete(a2);
    else account.goneSince = now;
  }

  /** The log-in on this line is over. */
  close(a2: string, line: object): void {
    if (this.#accounts.get(a2)?.line === line) this.#forget(a2);
  }

  /** Lets go of what nobody came back for. */
  sweep(now: number): void {
    for (const [a2, { goneSince }] of this.#accounts) {
      if (goneSince !== undefined && now - goneSince > KEPT_MS) this.#forget(a2);
    }
  }

  #forget(a2: string): void {
    this.#accounts.get(a2)?.owed.forget();
    this.#accounts.delete(a2);
  }
}

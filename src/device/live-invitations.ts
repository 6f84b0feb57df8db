import type { CancelTimer, Clock } from '../runtime/clock.js';
import type { InvitationStore, KeptInvitation } from './invitation-store.js';

/** The live invitations one log-in knows, each with its timer; the device's store has the same. */
export class LiveInvitations {
  #clock: Clock;
  #store: InvitationStore;
  #onDue: (kept: KeptInvitation) => void;
  #kept = new Map<string, KeptInvitation>();
  #timers = new Map<string, CancelTimer>();

  constructor(clock: Clock, store: InvitationStore, onDue: (kept: KeptInvitation) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#onDue = onDue;
  }

  get(inviteID: string): KeptInvitation | undefined {
    return this.#kept.get(inviteID);
  }

  all(): KeptInvitation[] {
    return [...this.#kept.values()];
  }

  /** Adds an invitation, or puts a changed one in its place; the timer runs on unless dueAt changed. */
  put(kept: KeptInvitation): void {
    const { inviteID } = kept.invitation;
    const before = this.#kept.get(inviteID);
    this.#kept.set(inviteID, kept);
    this.#store.put(kept);
    if (before?.dueAt !== kept.dueAt) this.#schedule(inviteID, kept.dueAt);
  }

  end(inviteID: string): void {
    if (this.#kept.delete(inviteID)) this.#schedule(inviteID, undefined);
    this.#store.end(inviteID);
  }

  /**
   * Takes up what an earlier process of this device left.
   * @param longestMs the longest that a timer of this invitation can run: the clock may have been set back since
   */
  resume(longestMs: (kept: KeptInvitation) => number): void {
    for (const kept of this.#store.live()) {
      const { inviteID } = kept.invitation;
      if (this.#kept.has(inviteID)) continue;
      this.#kept.set(inviteID, kept);
      const latest = this.#clock.now() + longestMs(kept);
      this.#schedule(inviteID, kept.dueAt === undefined ? undefined : Math.min(kept.dueAt, latest));
    }
  }

  /** Stops all timers, as when the process ends: what the store holds stays. */
  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#kept.clear();
  }

  #schedule(inviteID: string, dueAt: number | undefined): void {
    this.#timers.get(inviteID)?.();
    this.#timers.delete(inviteID);
    if (dueAt === undefined) return;
    const cancel = this.#clock.setTimer(Math.max(0, dueAt - this.#clock.now()), () => {
      this.#timers.delete(inviteID);
      const kept = this.#kept.get(inviteID);
      if (kept) this.#onDue(kept);
    });
    this.#timers.set(inviteID, cancel);
  }
}

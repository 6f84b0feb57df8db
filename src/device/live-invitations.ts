import type { CancelTimer, Clock } from '../runtime/clock.js';
import type { Invitation } from '../signaling/invitation.js';

/** Which message carried the invite, as a modification must name it. */
export interface MessageRef {
  from: string;
  /** '' in groups. */
  to: string;
  groupID: string;
  seq: number;
  random: number;
  /** Unix seconds. */
  time: number;
  version: number;
  cloudCustomData: string;
}

/** A live invitation as a device keeps it: plain JSON. */
export interface KeptInvitation {
  invitation: Invitation;
  message: MessageRef | undefined;
  /** When this device's own timer fires (unix ms); undefined for none. */
  dueAt: number | undefined;
}

/** A device's local database, as far as signaling needs one. Called in the same turn as the change. */
export interface InvitationKeeper {
  /** What an earlier process of this device kept, asked for at log-in. */
  all(): KeptInvitation[];
  put(kept: KeptInvitation): void;
  /** The invitation has ended on this device. */
  delete(inviteID: string): void;
  /** Whether it was kept once and has ended: it does not ring again at a later log-in. */
  isOver(inviteID: string): boolean;
}

/** The live invitations one device knows, each with its timer. */
export class LiveInvitations {
  #clock: Clock;
  #keeper: InvitationKeeper | undefined;
  #onDue: (kept: KeptInvitation) => void;
  #kept = new Map<string, KeptInvitation>();
  #timers = new Map<string, CancelTimer>();

  constructor(clock: Clock, keeper: InvitationKeeper | undefined, onDue: (kept: KeptInvitation) => void) {
    this.#clock = clock;
    this.#keeper = keeper;
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
    this.#keeper?.put(kept);
    if (before?.dueAt !== kept.dueAt) this.#schedule(inviteID, kept.dueAt);
  }

  forget(inviteID: string): void {
    if (!this.#kept.delete(inviteID)) return;
    this.#schedule(inviteID, undefined);
    this.#keeper?.delete(inviteID);
  }

  /** Takes up what an earlier process of this device kept. */
  resume(): void {
    for (const kept of this.#keeper?.all() ?? []) {
      if (this.#kept.has(kept.invitation.inviteID)) continue;
      this.#kept.set(kept.invitation.inviteID, kept);
      this.#schedule(kept.invitation.inviteID, kept.dueAt);
    }
  }

  /** Stops all timers and forgets everything here; what the keeper holds stays. */
  clear(): void {
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

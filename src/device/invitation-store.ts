import { BoundedSet } from '../runtime/bounded-map.js';
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

/** A time-out message that is on its way: sent again after a restart, the hub knows it by these. */
export interface TimeoutNotice {
  inviteeList: string[];
  seq: number;
  random: number;
}

/** A live invitation as a device keeps it: plain JSON. */
export interface KeptInvitation {
  invitation: Invitation;
  message: MessageRef | undefined;
  /** When this device's own timer fires (unix ms); undefined for none. */
  dueAt: number | undefined;
  notice?: TimeoutNotice | undefined;
}

/** All that a device keeps beyond a log-in. Called in the same turn as the change. */
export interface InvitationStore {
  /** The live invitations that an earlier process of this device left, to be taken up at log-in. */
  live(): KeptInvitation[];
  put(kept: KeptInvitation): void;
  /** It is over on this device, or no longer known to it: it does not ring again at a later log-in. */
  end(inviteID: string): void;
  hasEnded(inviteID: string): boolean;
  /** Notes a message as seen. @returns whether it was new */
  see(messageKey: string): boolean;
  /** Forgets everything. */
  clear(): void;
}

/** Ended invitations that are remembered. */
const MOST_ENDED = 1000;
/** Messages that are remembered: pushes can repeat, and unread ones come again at log-in. */
const MOST_SEEN = 10_000;

/** A store that is gone with the process. */
export class MemoryInvitationStore implements InvitationStore {
  #live = new Map<string, KeptInvitation>();
  #ended = new BoundedSet(MOST_ENDED);
  #seen = new BoundedSet(MOST_SEEN);

  live(): KeptInvitation[] {
    return [...this.#live.values()];
  }

  put(kept: KeptInvitation): void {
    this.#live.set(kept.invitation.inviteID, kept);
  }

  end(inviteID: string): void {
    this.#live.delete(inviteID);
    this.#ended.add(inviteID);
  }

  hasEnded(inviteID: string): boolean {
    return this.#ended.has(inviteID);
  }

  see(messageKey: string): boolean {
    return this.#seen.add(messageKey);
  }

  clear(): void {
    this.#live.clear();
    this.#ended.clear();
    this.#seen.clear();
  }
}

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

/** Messages that are remembered: pushes can repeat, and unread ones come again at log-in. */
const MOST_SEEN = 10_000;

/**
 * What a phone's SDK has: the messages in its database. The invitations that it knew are gone with the log-in or the
 * process, and what has rung does not ring again (SDK 8.0.5903, asked).
 */
export class MemoryInvitationStore implements InvitationStore {
  #seen = new BoundedSet<string>(MOST_SEEN);

  live(): KeptInvitation[] {
    return [];
  }

  put(_kept: KeptInvitation): void {}

  end(_inviteID: string): void {}

  hasEnded(_inviteID: string): boolean {
    return false;
  }

  see(messageKey: string): boolean {
    return this.#seen.add(messageKey);
  }

  clear(): void {
    this.#seen.clear();
  }
}

import type { InvitationKeeper, KeptInvitation } from '../../device/live-invitations.js';
import type { Hub } from '../../hub/hub.js';
import { VIRTUAL_INVITATIONS } from '../../hub/store/collections.js';

type Entry = KeptInvitation | { over: true };

function isLive(entry: Entry): entry is KeptInvitation {
  return !('over' in entry);
}

/** Ended invitations that a device remembers, so as not to ring for them again at a later log-in. */
const MOST_OVER = 1000;

/** The local databases of virtual devices, in the hub's own store: they are durable with the hub's next commit. */
export class Keepers {
  #hub: Hub;
  #byDevice = new Map<string, Map<string, Entry>>();

  /** Reads what an earlier process left. */
  constructor(hub: Hub) {
    this.#hub = hub;
    for (const { key, value } of hub.store.documents(VIRTUAL_INVITATIONS)) {
      const [user, device, inviteID] = key;
      // JSON has no undefined.
      const entry: Entry = 'over' in value ? value : { message: undefined, dueAt: undefined, ...value };
      this.#entries(user, device).set(inviteID, entry);
    }
  }

  keeper(user: string, device: string): InvitationKeeper {
    const entries = this.#entries(user, device);
    const save = (inviteID: string, entry: Entry) => {
      entries.set(inviteID, entry);
      this.#hub.store.putDocument(VIRTUAL_INVITATIONS, [user, device, inviteID], entry);
      this.#commitSoon();
    };
    return {
      all: () => [...entries.values()].filter(isLive),
      put: (kept) => save(kept.invitation.inviteID, kept),
      delete: (inviteID) => {
        entries.delete(inviteID);
        save(inviteID, { over: true });
        if (entries.size > MOST_OVER) this.#dropOldestOver(user, device);
      },
      isOver: (inviteID) => {
        const entry = entries.get(inviteID);
        return entry !== undefined && !isLive(entry);
      },
    };
  }

  /** Every live invitation that some virtual device knows. */
  live(): KeptInvitation[] {
    return [...this.#byDevice.values()].flatMap((entries) => [...entries.values()].filter(isLive));
  }

  /** The device is gone for good. */
  remove(user: string, device: string): void {
    for (const inviteID of this.#entries(user, device).keys()) {
      this.#hub.store.deleteDocument(VIRTUAL_INVITATIONS, user, device, inviteID);
    }
    this.#byDevice.delete(`${user} ${device}`);
    this.#commitSoon();
  }

  #entries(user: string, device: string): Map<string, Entry> {
    const key = `${user} ${device}`;
    let entries = this.#byDevice.get(key);
    if (!entries) {
      entries = new Map();
      this.#byDevice.set(key, entries);
    }
    return entries;
  }

  #dropOldestOver(user: string, device: string): void {
    const entries = this.#entries(user, device);
    for (const [inviteID, entry] of entries) {
      if (isLive(entry)) continue;
      entries.delete(inviteID);
      this.#hub.store.deleteDocument(VIRTUAL_INVITATIONS, user, device, inviteID);
      return;
    }
  }

  #commitSoon(): void {
    this.#hub.afterCommit(() => {});
  }
}

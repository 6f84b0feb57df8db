import type { InvitationKeeper, KeptInvitation } from '../../device/live-invitations.js';
import type { Hub } from '../../hub/hub.js';

/** What is kept under `<user> <device> <inviteID>`; no user ID or device name has a space. */
const KIND = 'virtual.invitation';

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
    for (const { key, value } of hub.store.documents(KIND)) {
      const [user = '', device = ''] = key.split(' ', 2);
      this.#entries(user, device).set(key.slice(user.length + device.length + 2), value as Entry);
    }
  }

  keeper(user: string, device: string): InvitationKeeper {
    const entries = this.#entries(user, device);
    const document = (inviteID: string) => `${user} ${device} ${inviteID}`;
    const save = (inviteID: string, entry: Entry) => {
      entries.set(inviteID, entry);
      this.#hub.store.putDocument(KIND, document(inviteID), entry);
      this.#commitSoon();
    };
    return {
      all: () => [...entries.values()].filter(isLive),
      put: (kept) => save(kept.invitation.inviteID, kept),
      delete: (inviteID) => {
        entries.delete(inviteID);
        save(inviteID, { over: true });
        if (entries.size > MOST_OVER) this.#dropOldestOver(entries, document);
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
      this.#hub.store.deleteDocument(KIND, `${user} ${device} ${inviteID}`);
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

  #dropOldestOver(entries: Map<string, Entry>, document: (inviteID: string) => string): void {
    for (const [inviteID, entry] of entries) {
      if (isLive(entry)) continue;
      entries.delete(inviteID);
      this.#hub.store.deleteDocument(KIND, document(inviteID));
      return;
    }
  }

  #commitSoon(): void {
    this.#hub.afterCommit(() => {});
  }
}

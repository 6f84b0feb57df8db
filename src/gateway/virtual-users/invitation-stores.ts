import type { InvitationStore, KeptInvitation } from '../../device/invitation-store.js';
import type { Hub } from '../../hub/hub.js';
import { VIRTUAL_INVITATIONS } from '../../hub/store/collections.js';
import { BoundedSet } from '../../runtime/bounded-map.js';

type Entry = KeptInvitation | { over: true };

function isLive(entry: Entry): entry is KeptInvitation {
  return !('over' in entry);
}

/** Ended invitations that a device remembers, so as not to ring for them again at a later log-in. */
const MOST_ENDED = 1000;
/** Messages that it remembers as seen; those are not kept beyond the process. */
const MOST_SEEN = 10_000;

/** The stores of all virtual devices, in the hub's own: what is put is durable with the hub's next commit. */
export class InvitationStores {
  #hub: Hub;
  #byDevice = new Map<string, DocumentInvitationStore>();

  /** Reads what an earlier process left. */
  constructor(hub: Hub) {
    this.#hub = hub;
    for (const { key, value } of hub.store.documents(VIRTUAL_INVITATIONS)) {
      const [user, device, inviteID] = key;
      this.of(user, device).load(inviteID, 'over' in value ? value : revived(value));
    }
  }

  of(user: string, device: string): DocumentInvitationStore {
    const key = `${user} ${device}`;
    let store = this.#byDevice.get(key);
    if (!store) {
      store = new DocumentInvitationStore(this.#hub, user, device);
      this.#byDevice.set(key, store);
    }
    return store;
  }

  /** Every live invitation that some virtual device knows. */
  live(): KeptInvitation[] {
    return [...this.#byDevice.values()].flatMap((store) => store.live());
  }

  /** The device is gone for good. */
  remove(user: string, device: string): void {
    this.of(user, device).clear();
    this.#byDevice.delete(`${user} ${device}`);
  }
}

/** One device's invitations as documents of the hub, one each. */
export class DocumentInvitationStore implements InvitationStore {
  #hub: Hub;
  #user: string;
  #device: string;
  /** By inviteID; of the ended ones the oldest first. */
  #entries = new Map<string, Entry>();
  #seen = new BoundedSet<string>(MOST_SEEN);

  constructor(hub: Hub, user: string, device: string) {
    this.#hub = hub;
    this.#user = user;
    this.#device = device;
  }

  /** Takes up an entry that is in the hub's store. */
  load(inviteID: string, entry: Entry): void {
    this.#entries.set(inviteID, entry);
  }

  live(): KeptInvitation[] {
    return [...this.#entries.values()].filter(isLive);
  }

  put(kept: KeptInvitation): void {
    this.#save(kept.invitation.inviteID, kept);
  }

  end(inviteID: string): void {
    this.#entries.delete(inviteID);
    this.#save(inviteID, { over: true });
    if (this.#entries.size > MOST_ENDED) this.#deleteOldestEnded();
  }

  hasEnded(inviteID: string): boolean {
    const entry = this.#entries.get(inviteID);
    return entry !== undefined && !isLive(entry);
  }

  see(messageKey: string): boolean {
    return this.#seen.add(messageKey);
  }

  clear(): void {
    for (const inviteID of this.#entries.keys()) this.#delete(inviteID);
    this.#entries.clear();
    this.#seen.clear();
  }

  #deleteOldestEnded(): void {
    for (const [inviteID, entry] of this.#entries) {
      if (isLive(entry)) continue;
      this.#entries.delete(inviteID);
      this.#delete(inviteID);
      return;
    }
  }

  #save(inviteID: string, entry: Entry): void {
    this.#entries.set(inviteID, entry);
    this.#hub.store.putDocument(VIRTUAL_INVITATIONS, [this.#user, this.#device, inviteID], entry);
    this.#commitSoon();
  }

  #delete(inviteID: string): void {
    this.#hub.store.deleteDocument(VIRTUAL_INVITATIONS, this.#user, this.#device, inviteID);
    this.#commitSoon();
  }

  #commitSoon(): void {
    this.#hub.afterCommit(() => {});
  }
}

/** JSON has no undefined. */
function revived(kept: Omit<KeptInvitation, 'message' | 'dueAt'> & Partial<KeptInvitation>): KeptInvitation {
  return { message: undefined, dueAt: undefined, ...kept };
}

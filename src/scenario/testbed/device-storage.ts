import type { InvitationKeeper, KeptInvitation } from '../../device/live-invitations.js';

/** What a device's storage holds after its process has died. */
export class DeviceStorage implements InvitationKeeper {
  #kept = new Map<string, KeptInvitation>();
  #over = new Set<string>();

  all(): KeptInvitation[] {
    return [...this.#kept.values()];
  }

  put(kept: KeptInvitation): void {
    this.#kept.set(kept.invitation.inviteID, kept);
  }

  delete(inviteID: string): void {
    this.#kept.delete(inviteID);
    this.#over.add(inviteID);
  }

  isOver(inviteID: string): boolean {
    return this.#over.has(inviteID);
  }
}

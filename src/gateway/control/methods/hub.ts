import { z } from 'zod';
import { checkSnapshot } from '../../../hub/store/snapshot.js';
import { pendingInvitees } from '../../../signaling/invitation.js';
import { method } from '../method.js';
import type { HubStatus } from '../protocol.js';

export const status = method(z.object({}), async ({ host, process }): Promise<HubStatus> => {
  await host.pastRead();
  const { store, sessions, settings } = host.hub;
  const accounts = store.accounts();
  return {
    version: process.version,
    pid: process.pid,
    address: process.address() ?? null,
    startedAt: host.startedAt,
    store: process.store,
    doors: [...process.doors],
    users: accounts.length,
    online: accounts.filter(({ userID }) => sessions.isOnline(userID)).length,
    groups: store.groups().length,
    live: host.tracker.all().filter(({ invitation }) => pendingInvitees(invitation).length > 0).length,
    verifiesUserSig: settings.key !== undefined,
    strictAccounts: settings.strictAccounts,
  };
});

export const stop = method(z.object({}), ({ process }) => {
  process.stop();
  return { pid: process.pid };
});

export const reset = method(z.object({ empty: z.boolean().default(false) }), async ({ host }, { empty }) => {
  await host.reset({ empty });
  return {};
});

export const snapshot = method(z.object({}), ({ host }) => host.snapshot());

export const restore = method(z.object({ snapshot: z.unknown() }), async ({ host }, params) => {
  await host.restore(checkSnapshot(params.snapshot));
  return {};
});

/** What a shell can complete. */
export const names = method(z.object({}), async ({ host }) => {
  await host.pastRead();
  const live = host.tracker.all().filter(({ invitation }) => pendingInvitees(invitation).length > 0);
  return {
    users: host.hub.store.accounts().map(({ userID }) => userID),
    groups: host.hub.store.groups().map(({ groupID, name }) => ({ groupID, name })),
    invitations: live.map(({ invitation: { inviteID, inviter, inviteeList } }) => ({
      inviteID,
      about: `${inviter} → ${inviteeList.join(', ')}`,
    })),
  };
});

import { z } from 'zod';
import type { StoreSnapshot } from '../../../hub/store/store.js';
import { SigError } from '../../../im/sig-error.js';
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
  const given = params.snapshot;
  if (typeof given !== 'object' || given === null || (given as { v?: unknown }).v !== 1) {
    throw new SigError(6017, 'this is no snapshot of a hub', 'sig hub snapshot FILE makes one');
  }
  await host.restore(given as StoreSnapshot);
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

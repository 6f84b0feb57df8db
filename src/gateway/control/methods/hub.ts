import { z } from 'zod';
import { APP_SETTING_NAMES, APP_SETTINGS } from '../../../hub/core/app-settings.js';
import { pendingInvitees } from '../../../signaling/invitation.js';
import { method } from '../method.js';
import { hubStatus } from '../schemas.js';

export const status = method({
  summary: 'Tell where the hub is and how much it holds.',
  params: z.object({}),
  result: hubStatus,
  async run({ runtime, process }) {
    await runtime.pastRead();
    const { store, sessions, settings } = runtime.hub;
    const accounts = store.accounts();
    return {
      version: process.version,
      pid: process.pid,
      address: process.address() ?? null,
      native: process.native() ?? null,
      startedAt: runtime.startedAt,
      store: process.store,
      endpoints: [...process.endpoints],
      users: accounts.length,
      online: accounts.filter(({ userID }) => sessions.isOnline(userID)).length,
      groups: store.groups().length,
      live: runtime.tracker.all().filter(({ invitation }) => pendingInvitees(invitation).length > 0).length,
      verifiesUserSig: settings.key !== undefined,
      strictAccounts: settings.strictAccounts,
    };
  },
});

export const settings = method({
  summary: "Tell how the hub is set: what a team sets in the vendor's console.",
  params: z.object({}),
  result: z.array(
    z.object({
      name: z.string(),
      value: z.unknown(),
      standard: z.unknown().describe('What it is unless told otherwise.'),
      about: z.string(),
      page: z.string().describe('Where the vendor says so: a page that docs/sources.md lists.'),
    }),
  ),
  run: ({ runtime }) =>
    APP_SETTING_NAMES.map((name) => {
      const { default: standard, about, page } = APP_SETTINGS[name];
      return { name, value: runtime.hub.settings[name], standard, about, page };
    }),
});

export const stop = method({
  summary: 'Stop the hub.',
  description: 'Answers before it stops; what the hub holds stays on disk.',
  params: z.object({}),
  result: z.object({ pid: z.int().describe('The process that is ending.') }),
  run({ process }) {
    process.stop();
    return { pid: process.pid };
  },
});

export const reset = method({
  summary: 'Forget everything, or go back to the seed.',
  description: 'Apps lose their connections and log in anew.',
  params: z.object({ empty: z.boolean().default(false).describe('To nothing, even if there is a seed.') }),
  result: z.object({}),
  async run({ runtime }, { empty }) {
    await runtime.reset({ empty });
    return {};
  },
});

export const names = method({
  summary: 'List what a shell can complete: users, groups, pending invitations.',
  params: z.object({}),
  result: z.object({
    users: z.array(z.string()),
    groups: z.array(z.object({ groupID: z.string(), name: z.string() })),
    invitations: z.array(z.object({ inviteID: z.string(), about: z.string() })),
  }),
  async run({ runtime }) {
    await runtime.pastRead();
    const live = runtime.tracker.all().filter(({ invitation }) => pendingInvitees(invitation).length > 0);
    return {
      users: runtime.hub.store.accounts().map(({ userID }) => userID),
      groups: runtime.hub.store.groups().map(({ groupID, name }) => ({ groupID, name })),
      invitations: live.map(({ invitation: { inviteID, inviter, inviteeList } }) => ({
        inviteID,
        about: `${inviter} → ${inviteeList.join(', ')}`,
      })),
    };
  },
});

import { z } from 'zod';
import type { InviteCall } from '../../../device/signaling.js';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { VirtualDevice } from '../../virtual-users/virtual-device.js';
import type { ControlContext } from '../context.js';
import { noteNewUsers } from '../known-user.js';
import { deviceParams, method, type Note } from '../method.js';
import { requireGroup } from './groups.js';

const common = {
  ...deviceParams,
  inviter: z.string(),
  data: z.string(),
  onlineUserOnly: z
    .boolean()
    .default(false)
    .describe('Reach only who is online, and leave nothing in history.'),
  timeout: z.number().describe('Seconds; 0 for none.'),
};
const invited = z.object({ inviteID: z.string() });

export const invite = method({
  summary: 'Invite one user.',
  description: 'Inviter and invitee are brought online if nobody plays them yet.',
  params: z.object({
    ...common,
    invitee: z.string(),
    push: z
      .object({ title: z.string().optional(), desc: z.string().optional(), ext: z.string().optional() })
      .optional()
      .describe('What the phone of an offline invitee shows.'),
  }),
  result: invited,
  async run(context, params, note) {
    const { invitee, data, onlineUserOnly, push, timeout } = params;
    const device = await ready(context, params, [invitee], note);
    const info = push && Object.fromEntries(Object.entries(push).filter(([, text]) => text !== undefined));
    return settle(device.manager.invite(invitee, data, onlineUserOnly, info, timeout));
  },
});

export const inviteInGroup = method({
  summary: 'Invite members of a group.',
  description:
    'Inviter and invitees are brought online if nobody plays them yet; 10010 when there is no such group.',
  params: z.object({ ...common, group: z.string(), invitees: z.array(z.string()) }),
  result: invited,
  async run(context, params, note) {
    const { group, invitees, data, onlineUserOnly, timeout } = params;
    const device = await ready(context, params, invitees, note);
    try {
      noteOutsiders(context, group, invitees, note);
      return await settle(device.manager.inviteInGroup(group, invitees, data, onlineUserOnly, timeout));
    } catch (thrown) {
      // The SDK says that there is no such group; which one was meant, it can't know.
      if (SigError.from(thrown).code === NO_GROUP) requireGroup(context.runtime, group);
      throw thrown;
    }
  },
});

/** Whoever is not in the group hears nothing, and can't answer: the SDK does not refuse to invite them. */
function noteOutsiders(
  { runtime }: ControlContext,
  group: string,
  invitees: readonly string[],
  note: Note,
): void {
  const { store } = runtime.hub;
  if (!store.group(group)) return;
  const members = new Set(store.members(group).map(({ userID }) => userID));
  for (const user of invitees) {
    if (!members.has(user))
      note(`${user} is no member of ${group}, and hears nothing: sig group add ${group} ${user}`);
  }
}

const NO_GROUP = CODE.ERR_SVR_GROUP_NOT_FOUND;

type Params = { inviter: string; onlineUserOnly: boolean; device?: string | undefined };

async function ready(
  { runtime }: ControlContext,
  params: Params,
  invitees: readonly string[],
  note: Note,
): Promise<VirtualDevice> {
  noteNewUsers(runtime, [params.inviter, ...invitees], note);
  const { device } = await runtime.users.actor(params.inviter, params, note);
  for (const invitee of invitees) {
    await runtime.users.ensureReachable(invitee, note);
    if (!runtime.hub.sessions.isOnline(invitee)) {
      const then = params.onlineUserOnly
        ? 'never hears of it'
        : `hears of it after: sig user login ${invitee}`;
      note(`${invitee} is logged out, and ${then}`);
    }
  }
  return device;
}

async function settle({ inviteID, sent }: InviteCall): Promise<z.input<typeof invited>> {
  await sent;
  // Only an invite that fails has no ID.
  return { inviteID: inviteID! };
}

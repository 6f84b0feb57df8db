import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { HubRuntime } from '../../hub-runtime.js';
import type { VirtualDevice } from '../../virtual-users/virtual-device.js';
import { noteNewUsers, requireUser } from '../known-user.js';
import { deviceParams, method } from '../method.js';
import { requireGroup } from './groups.js';

const inviteID = z.object({ inviteID: z.string().describe('The invitation that began the call.') });

export const call = method({
  summary: 'Call a user, or members of a group, as TUICallKit does.',
  description:
    'Caller and callees are brought online if nobody plays them yet. 7014 when the caller is in a call already.',
  params: z.object({
    ...deviceParams,
    caller: z.string(),
    callees: z.array(z.string()).min(1),
    media: z.enum(['audio', 'video']).default('audio'),
    group: z.string().optional().describe('Calls members of this group.'),
    timeout: z.number().default(30).describe('Seconds that the devices ring; 0 for no end.'),
    userData: z.string().optional().describe('Goes with the invitation, for the app.'),
  }),
  result: inviteID,
  async run({ runtime }, params, note) {
    const { caller, callees, media, group, timeout, userData } = params;
    if (group === undefined && callees.length > 1) {
      throw new SigError(
        CODE.ERR_INVALID_PARAMETERS,
        'a call of several is a group call',
        'name the group that they are members of',
      );
    }
    if (group !== undefined) requireGroup(runtime, group);
    noteNewUsers(runtime, [caller, ...callees], note);
    for (const callee of callees) await runtime.users.ensureReachable(callee, note);
    const { device } = await runtime.users.actor(caller, params, note);
    const options = { media, timeout, groupID: group ?? '', ...(userData === undefined ? {} : { userData }) };
    return { inviteID: await device.calls.call(callees, options) };
  },
});

export const answerCall = method({
  summary: 'Answer the call that rings.',
  description: '7014 when none rings for the user.',
  params: z.object({ user: z.string(), device: deviceParams.device }),
  result: inviteID,
  run: async ({ runtime }, { user, device }) => ({
    inviteID: await inCall(runtime, user, device, 'ringing').calls.answer(),
  }),
});

export const declineCall = method({
  summary: 'Decline the call that rings.',
  description: '7014 when none rings for the user.',
  params: z.object({
    user: z.string(),
    device: deviceParams.device,
    busy: z.boolean().default(false).describe('Say that the user is in another call.'),
  }),
  result: inviteID,
  run: async ({ runtime }, { user, device, busy }) => ({
    inviteID: await inCall(runtime, user, device, 'ringing').calls.decline(busy),
  }),
});

export const hangUp = method({
  summary: 'Leave the call; one that nobody has answered is cancelled.',
  description: '7014 when the user is in no call.',
  params: z.object({ user: z.string(), device: deviceParams.device }),
  result: inviteID,
  run: async ({ runtime }, { user, device }) => ({
    inviteID: await inCall(runtime, user, device).calls.hangUp(),
  }),
});

export const answerBy = method({
  summary: 'Let a virtual user answer by itself.',
  description: 'For any signal and any call kit. The user is brought online if nobody plays it yet.',
  params: z.object({
    user: z.string(),
    how: z
      .enum(['accept', 'reject', 'busy', 'nobody', 'by hand'])
      .describe('nobody: let it ring out; by hand: answer by itself no longer.'),
    after: z.number().min(0).default(0).describe('Seconds from the arrival of the invitation.'),
  }),
  result: z.object({ user: z.string() }),
  async run({ runtime }, { user, how, after }, note) {
    await runtime.users.ensureReachable(user, note);
    runtime.users.answerBy(user, how === 'by hand' ? undefined : { how, afterMs: after * 1000 });
    return { user };
  },
});

/** The user's device that is in a call. @throws SigError 7014, 70107 */
function inCall(
  runtime: HubRuntime,
  user: string,
  device: string | undefined,
  state?: 'ringing',
): VirtualDevice {
  requireUser(runtime, user);
  const devices = runtime.users
    .of(user)
    .filter(({ record }) => device === undefined || record.device === device);
  const found = devices.find(({ calls }) => calls.current && (!state || calls.current.state === state));
  if (found) return found;
  throw new SigError(
    CODE.ERR_SDK_INVALID_OPERATION,
    state ? `no call rings for ${user}` : `${user} is in no call`,
    `sig call alice ${user} makes one`,
  );
}

import { z } from 'zod';
import type { OfflinePush } from '../../../hub/store/store.js';
import { customElement } from '../../../im/elements.js';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { dialects } from '../../../signaling/dialects/index.js';
import { signalOf } from '../../../signaling/read-wire.js';
import type { SignalingInfo } from '../../../signaling/signaling-info.js';
import { requireUser } from '../known-user.js';
import { deviceParams, method } from '../method.js';
import { pushRow } from '../schemas.js';

export const listPushes = method({
  summary: "List what a user's phone would have shown while it was offline, old to new.",
  params: z.object({ user: z.string() }),
  result: z.array(pushRow),
  run({ runtime }, { user }) {
    requireUser(runtime, user);
    return runtime.hub.store.pushes(user).map(({ at, to, from, groupID, title, desc, ext, data }) => ({
      ...{ at, to, from, groupID, title, desc, ext },
      signal: pushedSignal(data) ?? null,
    }));
  },
});

export const openPush = method({
  summary: "Tap a push on a user's phone.",
  description:
    'The device comes online, and its app makes the invitation known by addInvitedSignaling; 6017 when the push came with none, 8010 when it has timed out.',
  params: z.object({
    ...deviceParams,
    user: z.string(),
    number: z.int().positive().default(1).describe('1 is the newest.'),
  }),
  result: z.object({ inviteID: z.string() }),
  async run({ runtime }, params, note) {
    const { user, number } = params;
    requireUser(runtime, user);
    const pushes = runtime.hub.store.pushes(user);
    const push: OfflinePush | undefined = pushes.at(-number);
    if (!push)
      throw new SigError(
        CODE.ERR_INVALID_PARAMETERS,
        `${user} has ${pushes.length} pushes`,
        `sig push list ${user} shows them`,
      );
    const info = pushedSignal(push.data);
    if (!info) throw new SigError(CODE.ERR_INVALID_PARAMETERS, 'this push came with no invitation');
    const { device } = await runtime.users.actor(user, params, note, info.inviteID);
    if (device.manager.invitations.some(({ inviteID }) => inviteID === info.inviteID)) {
      note('the log-in itself has told of the invitation');
      return { inviteID: info.inviteID };
    }
    const passed = Math.floor((runtime.hub.clock.now() - push.at) / 1000);
    if (info.timeout > 0 && passed >= info.timeout) {
      throw new SigError(
        CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
        `the invitation timed out ${passed - info.timeout} s ago`,
      );
    }
    const timeout = info.timeout > 0 ? info.timeout - passed : 0;
    await device.manager.addInvitedSignaling({ ...info, timeout });
    return { inviteID: info.inviteID };
  },
});

function pushedSignal(data: string): SignalingInfo | undefined {
  return signalOf(dialects.native, [customElement(data)], '');
}

import { z } from 'zod';
import type { V2TIMManager } from '../../../device/v2tim-manager.js';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { ACTION } from '../../../signaling/action.js';
import { invitationState, pendingInvitees } from '../../../signaling/invitation.js';
import type { HubRuntime } from '../../hub-runtime.js';
import { requireUser } from '../known-user.js';
import { deviceParams, method } from '../method.js';

type Answer = 'accept' | 'reject' | 'cancel' | 'modify';

const RUN: Readonly<Record<Answer, (sdk: V2TIMManager, inviteID: string, data: string) => Promise<void>>> = {
  accept: (sdk, inviteID, data) => sdk.accept(inviteID, data),
  reject: (sdk, inviteID, data) => sdk.reject(inviteID, data),
  cancel: (sdk, inviteID, data) => sdk.cancel(inviteID, data),
  modify: (sdk, inviteID, data) => sdk.modifyInvitation(inviteID, data),
};

function answer(name: Answer, summary: string, description: string) {
  return method({
    summary,
    description,
    params: z.object({
      ...deviceParams,
      user: z.string().describe('Who acts.'),
      inviteID: z.string(),
      data: z.string().default('').describe('Goes with the signal.'),
    }),
    result: z.object({ inviteID: z.string() }),
    async run({ runtime }, params, note) {
      const { user, inviteID, data } = params;
      requireUser(runtime, user);
      const { device, fresh } = await runtime.users.actor(user, params, note, inviteID);
      if (fresh && (await makeKnown(runtime, device.manager, user, inviteID))) {
        note(`${device.record.device} learns of the invitation by addInvitedSignaling`);
      }
      try {
        await RUN[name](device.manager, inviteID, data);
      } catch (thrown) {
        const error = SigError.from(thrown);
        // What a device says of an invitation that it knows needs no explanation.
        if (device.manager.invitations.some((known) => known.inviteID === inviteID)) throw error;
        throw explained(runtime, error, user, device.record.device, inviteID);
      }
      return { inviteID };
    },
  });
}

export const accept = answer(
  'accept',
  'Accept an invitation.',
  'The user must be a pending invitee; 8010 when the device does not know the invitation or it is over.',
);
export const reject = answer(
  'reject',
  'Reject an invitation.',
  'The user must be a pending invitee; 8010 when the device does not know the invitation or it is over.',
);
export const cancel = answer(
  'cancel',
  'Cancel an invitation.',
  'The user must be its inviter; 8010 or 8011 when the device does not know the invitation or it is over.',
);
export const modify = answer(
  'modify',
  'Give an invitation new data.',
  'The user must be one of its parties; an invitation for online users only can not be modified.',
);

/**
 * A device that has only just come online for this answer may have missed the invitation: an app would learn of it from
 * its offline push. What was for online users only stays missed.
 */
async function makeKnown(
  runtime: HubRuntime,
  sdk: V2TIMManager,
  user: string,
  inviteID: string,
): Promise<boolean> {
  if (sdk.invitations.some((known) => known.inviteID === inviteID)) return false;
  await runtime.pastRead();
  const invitation = runtime.tracker.get(inviteID)?.invitation;
  if (!invitation || invitation.onlineUserOnly || invitation.invitees[user] !== 'pending') return false;
  const { inviter, groupID, inviteeList, data, timeout, sentAt } = invitation;
  const left = timeout === 0 ? 0 : timeout - Math.floor((runtime.hub.clock.now() - sentAt) / 1000);
  if (timeout > 0 && left <= 0) return false;
  await sdk.addInvitedSignaling({
    ...{ inviteID, inviter, groupID, data, inviteeList: [...inviteeList] },
    actionType: ACTION.invite,
    timeout: left,
  });
  return true;
}

/** The vendor's bare "unknown or over", with what the hub has seen of the invitation. */
function explained(
  runtime: HubRuntime,
  error: SigError,
  user: string,
  device: string,
  inviteID: string,
): SigError {
  if (
    error.code !== CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID &&
    error.code !== CODE.ERR_SDK_INVALID_CANCEL_MESSAGE
  )
    return error;
  const invitation = runtime.tracker.get(inviteID)?.invitation;
  if (!invitation) return error;
  if (pendingInvitees(invitation).length === 0) {
    const state = invitationState(invitation).replace('timedOut', 'timed out');
    return new SigError(
      error.code,
      `the invitation is over: ${state}`,
      `sig show ${inviteID} tells its story`,
    );
  }
  return new SigError(
    error.code,
    `${user}'s device ${device} does not know the invitation, or is done with it`,
    invitation.onlineUserOnly
      ? 'it was for online users only: a device that was not online then never hears of it'
      : `sig show ${inviteID} tells its story`,
  );
}

import { z } from 'zod';
import { ACTION } from '../../signaling/action.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import { StepFailure } from '../testbed/step-failure.js';
import type { Testbed } from '../testbed/testbed.js';
import { call } from './define.js';
import { asData, data, names, seconds } from './options.js';

export const addsInvitation = call({
  phrases: ['{who:device} adds {call:invitation}', '{who:device} adds {call:invitation} from the push'],
  about:
    'addInvitedSignaling(): makes known an invitation that came by an offline push; options replace what it says',
  options: {
    data: data.optional(),
    timeout: seconds.optional().describe('what is left of the time-out'),
    inviter: z.string().optional(),
    invitees: names.optional(),
    group: z.string().optional(),
  },
  make(testbed, { who, call }, options) {
    const actor = testbed.actor(who);
    const known = infoOf(testbed, testbed.inviteID(call));
    const info: SignalingInfo = {
      ...known,
      ...(options.data === undefined ? {} : { data: asData(options.data) }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      ...(options.inviter === undefined ? {} : { inviter: options.inviter }),
      ...(options.invitees === undefined ? {} : { inviteeList: options.invitees }),
      ...(options.group === undefined ? {} : { groupID: options.group }),
    };
    return { actor, method: 'addInvitedSignaling', outcome: actor.sdk.addInvitedSignaling(info) };
  },
});

/** What the inviter's app put into the push: the invite as it was called, with the time-out that is left. */
function infoOf(testbed: Testbed, inviteID: string): SignalingInfo {
  const invite = testbed.events.find((event) => event.kind === 'call' && event.inviteID === inviteID);
  if (invite?.kind !== 'call')
    throw new StepFailure('an invitation that was sent', 'its invite is not in the trace');
  const { invitee, inviteeList, groupID, data, timeout } = invite.args as Partial<Record<string, never>>;
  const left = Number(timeout) - Math.floor((testbed.clock.now() - invite.at) / 1000);
  return {
    inviteID,
    groupID: groupID ?? '',
    inviter: invite.user,
    inviteeList: inviteeList ?? [invitee!],
    data: data ?? '',
    actionType: ACTION.invite,
    timeout: Number(timeout) > 0 ? Math.max(1, left) : 0,
  };
}

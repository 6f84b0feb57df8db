import type { CallApp } from '../../device/call-app.js';
import type { V2TIMManager } from '../../device/v2tim-manager.js';
import { SigError } from '../../im/sig-error.js';
import type { Clock } from '../../runtime/clock.js';
import { readCallPayload } from '../../signaling/call-payload.js';

/** How a virtual user answers by itself. */
export interface AutoAnswer {
  how: 'accept' | 'reject' | 'busy' | 'nobody';
  /** Milliseconds from the invitation's arrival. */
  afterMs: number;
}

/**
 * Answers each invitation of a device as `wanted` says at that time; calls of a kit with the data that the kit needs.
 * @param note is told of an answer that failed
 */
export function answerByItself(
  manager: V2TIMManager,
  calls: CallApp,
  clock: Clock,
  wanted: () => AutoAnswer | undefined,
  note: (text: string) => void,
): void {
  manager.addSignalingListener({
    onReceiveNewInvitation(inviteID, inviter, _groupID, inviteeList, data) {
      const answer = wanted();
      const me = manager.getLoginUser();
      if (!answer || answer.how === 'nobody' || inviter === me || !inviteeList.includes(me)) return;
      const payload = readCallPayload(data);
      // A hang-up or a switch is no call to be answered: the call app does what is to be done.
      if (payload && payload.kind !== 'call') return;
      clock.setTimer(answer.afterMs, () => {
        if (manager.getLoginUser() !== me) return;
        const done = payload
          ? answerCall(calls, inviteID, answer.how)
          : answerSignal(manager, inviteID, answer.how);
        done.catch((thrown) => note(`${me} could not ${answer.how}: ${SigError.from(thrown).message}`));
      });
    },
  });
}

async function answerCall(calls: CallApp, inviteID: string, how: AutoAnswer['how']): Promise<void> {
  // Busy with another call, or this one is over: the call app has answered, or nobody waits.
  if (calls.current?.inviteID !== inviteID || calls.current.state !== 'ringing') return;
  if (how === 'accept') await calls.answer();
  else await calls.decline(how === 'busy');
}

async function answerSignal(manager: V2TIMManager, inviteID: string, how: AutoAnswer['how']): Promise<void> {
  if (!manager.invitations.some((each) => each.inviteID === inviteID)) return;
  if (how === 'accept') await manager.accept(inviteID);
  else await manager.reject(inviteID, how === 'busy' ? 'busy' : '');
}

import type { V2TIMSignalingListener } from './listener-types.js';
import { Listeners } from './listeners.js';

/** Takes down what listeners are told, whether or not there are any. */
export interface SignalingRecord {
  /** @param args by the names of the listener's parameters */
  told(name: keyof V2TIMSignalingListener, inviteID: string, args: Record<string, unknown>): void;
  threw(name: keyof V2TIMSignalingListener, errors: readonly unknown[]): void;
}

/** The app's signaling listeners as one: what is called here, all of them hear, and the trace has it. */
export class SignalingListeners
  extends Listeners<V2TIMSignalingListener>
  implements Required<V2TIMSignalingListener>
{
  #record: SignalingRecord;

  constructor(record: SignalingRecord) {
    super();
    this.#record = record;
  }

  onReceiveNewInvitation(
    inviteID: string,
    inviter: string,
    groupID: string,
    inviteeList: string[],
    data: string,
  ): void {
    const args = { inviteID, inviter, groupID, inviteeList, data };
    this.#tell('onReceiveNewInvitation', inviteID, args, (listener) =>
      listener.onReceiveNewInvitation?.(inviteID, inviter, groupID, inviteeList, data),
    );
  }

  onInviteeAccepted(inviteID: string, invitee: string, data: string): void {
    this.#tell('onInviteeAccepted', inviteID, { inviteID, invitee, data }, (listener) =>
      listener.onInviteeAccepted?.(inviteID, invitee, data),
    );
  }

  onInviteeRejected(inviteID: string, invitee: string, data: string): void {
    this.#tell('onInviteeRejected', inviteID, { inviteID, invitee, data }, (listener) =>
      listener.onInviteeRejected?.(inviteID, invitee, data),
    );
  }

  onInvitationCancelled(inviteID: string, inviter: string, data: string): void {
    this.#tell('onInvitationCancelled', inviteID, { inviteID, inviter, data }, (listener) =>
      listener.onInvitationCancelled?.(inviteID, inviter, data),
    );
  }

  onInvitationTimeout(inviteID: string, inviteeList: string[]): void {
    this.#tell('onInvitationTimeout', inviteID, { inviteID, inviteeList }, (listener) =>
      listener.onInvitationTimeout?.(inviteID, inviteeList),
    );
  }

  onInvitationModified(inviteID: string, data: string): void {
    this.#tell('onInvitationModified', inviteID, { inviteID, data }, (listener) =>
      listener.onInvitationModified?.(inviteID, data),
    );
  }

  #tell(
    name: keyof V2TIMSignalingListener,
    inviteID: string,
    args: Record<string, unknown>,
    call: (listener: V2TIMSignalingListener) => void,
  ): void {
    this.#record.told(name, inviteID, args);
    const errors = this.notify(call);
    if (errors.length > 0) this.#record.threw(name, errors);
  }
}

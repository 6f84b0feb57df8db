import type { V2TIMManager } from 'siglab';

export type State = 'idle' | 'calling' | 'ringing' | 'talking';

/** What a phone app makes of signaling: one call at a time, and everybody else hears that the line is busy. */
export class CallState {
  state: State = 'idle';
  #sdk: V2TIMManager;
  #inviteID: string | null = null;

  constructor(sdk: V2TIMManager) {
    this.#sdk = sdk;
    sdk.addSignalingListener({
      onReceiveNewInvitation: (inviteID) => this.#invited(inviteID),
      onInviteeAccepted: (inviteID) => this.#go(inviteID, 'talking'),
      onInviteeRejected: (inviteID) => this.#go(inviteID, 'idle'),
      onInvitationCancelled: (inviteID) => this.#go(inviteID, 'idle'),
      onInvitationTimeout: (inviteID) => this.#go(inviteID, 'idle'),
    });
  }

  async call(user: string): Promise<void> {
    const { inviteID, sent } = this.#sdk.invite(user, '{"call":"audio"}', false, undefined, 30);
    this.#inviteID = inviteID;
    this.state = 'calling';
    await sent;
  }

  async answer(): Promise<void> {
    await this.#sdk.accept(this.#inviteID ?? '');
    this.state = 'talking';
  }

  async decline(): Promise<void> {
    await this.#sdk.reject(this.#inviteID ?? '', 'declined');
    this.state = 'idle';
  }

  #invited(inviteID: string): void {
    if (this.state !== 'idle') {
      // The caller may have hung up by now: then there is nobody to tell.
      this.#sdk.reject(inviteID, 'busy').catch(() => {});
      return;
    }
    this.#inviteID = inviteID;
    this.state = 'ringing';
  }

  /** What is told of other invitations does not concern this call. */
  #go(inviteID: string, state: State): void {
    if (inviteID === this.#inviteID) this.state = state;
  }
}

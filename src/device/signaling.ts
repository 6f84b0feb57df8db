import { CODE } from '../im/error-codes.js';
import type { OfflinePushInfo } from '../im/offline-push.js';
import { SigError } from '../im/sig-error.js';
import type { WireMessage } from '../im/wire.js';
import { BoundedSet } from '../runtime/bounded-map.js';
import type { Clock } from '../runtime/clock.js';
import { ACTION } from '../signaling/action.js';
import { createInvitation, type Invitation, pendingInvitees } from '../signaling/invitation.js';
import { type PastSignal, stillLive } from '../signaling/replay.js';
import { encodeSignal } from '../signaling/signal.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import type { V2TIMSignalingListener } from './listener-types.js';
import { type InvitationKeeper, type KeptInvitation, LiveInvitations } from './live-invitations.js';
import { isOnlineOnly } from './messages.js';
import { messageRef, type SendingDevice, SignalSender } from './signal-sender.js';

/** What signaling needs of the device it runs on. */
export interface SignalingDevice extends SendingDevice {
  readonly clock: Clock;
  readonly keeper: InvitationKeeper | undefined;
  /** The time by which the age of a message is judged, unix ms. */
  judgingTime(): number;
  tell<Name extends keyof V2TIMSignalingListener>(
    name: Name,
    args: Parameters<NonNullable<V2TIMSignalingListener[Name]>>,
  ): void;
}

/** What invite and inviteInGroup give. */
export interface InviteCall {
  /** null when the call was refused on the spot. */
  inviteID: string | null;
  /** Settles with the sending. */
  sent: Promise<void>;
}

/** A signal and the message it came in. */
export interface ReceivedSignal extends PastSignal {
  wire: WireMessage;
}

/**
 * The ten methods' rules, one device's side. No server arbitrates: what holds for an invitation is what each device makes
 * of the messages it sees (Web SDK 3.6; the native SDK where the dialect says so).
 */
export class Signaling {
  #device: SignalingDevice;
  #sender: SignalSender;
  #live: LiveInvitations;
  /** Invitations that were dropped as stale: never announced, but their cancel is heard (native, public issue 807). */
  #unheard = new Set<string>();
  /** What has ended on this device, so that a later log-in does not ring again for it. */
  #over = new BoundedSet<string>(1000);
  /** inviteIDs of accepts, rejects and cancels on their way. */
  #inFlight = new Set<string>();

  constructor(device: SignalingDevice) {
    this.#device = device;
    this.#sender = new SignalSender(device);
    this.#live = new LiveInvitations(device.clock, device.keeper, (kept) => void this.#due(kept));
  }

  invitations(): Invitation[] {
    return this.#live.all().map((kept) => kept.invitation);
  }

  /** Takes up what an earlier process of this device kept; call it once logged in. */
  resume(): void {
    this.#live.resume();
  }

  /** Log-out: timers stop, nothing is live any more. A native device's database still knows what has ended. */
  reset(): void {
    this.#live.clear();
    this.#unheard.clear();
    this.#inFlight.clear();
    if (!this.#device.dialect.hasDatabase) this.#over.clear();
  }

  /**
   * Readies an invitation; it goes out with `send`.
   * @param target a user (groupID '') or a group with its invitees
   */
  invite(
    target: { groupID: string; inviteeList: string[] },
    data: string,
    onlineUserOnly: boolean,
    push: OfflinePushInfo | undefined,
    timeout: number,
  ): { inviteID: string; send(): Promise<void> } {
    const { entropy, dialect, userID } = this.#device;
    const info: SignalingInfo = {
      inviteID: dialect.newInviteID(entropy),
      inviter: userID,
      ...target,
      data,
      actionType: ACTION.invite,
      timeout,
    };
    return { inviteID: info.inviteID, send: () => this.#sendInvite(info, onlineUserOnly, push) };
  }

  async #sendInvite(
    info: SignalingInfo,
    onlineUserOnly: boolean,
    push: OfflinePushInfo | undefined,
  ): Promise<void> {
    const message = await this.#sender.send(info, onlineUserOnly, push);
    const { clock, dialect } = this.#device;
    this.#live.put({
      invitation: createInvitation(info, message.time * 1000, onlineUserOnly),
      message,
      dueAt: info.timeout > 0 ? clock.now() + info.timeout * 1000 + dialect.inviterGraceMs : undefined,
    });
  }

  /** @throws SigError 8010 (web: 8020) unknown or over, 8011 not the inviter's */
  async cancel(inviteID: string, data: string): Promise<void> {
    const { dialect, userID } = this.#device;
    const { invitation } = this.#answerable(inviteID, dialect.cancelUnknownCode);
    if (invitation.inviter !== userID) {
      throw new SigError(
        CODE.ERR_SDK_SIGNALING_NO_PERMISSION,
        `${userID} did not send invitation ${inviteID}`,
        `cancel it as ${invitation.inviter}`,
      );
    }
    await this.#answer(invitation, ACTION.cancel, data, pendingInvitees(invitation));
    this.#end(inviteID);
  }

  /** @throws SigError 8010 unknown or over, 8011 not an invitee's */
  accept(inviteID: string, data: string): Promise<void> {
    return this.#reply(inviteID, ACTION.accept, data);
  }

  /** @throws SigError 8010 unknown or over, 8011 not an invitee's */
  reject(inviteID: string, data: string): Promise<void> {
    return this.#reply(inviteID, ACTION.reject, data);
  }

  async #reply(inviteID: string, actionType: number, data: string): Promise<void> {
    const { userID } = this.#device;
    const { invitation } = this.#answerable(inviteID, CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID);
    const state = invitation.invitees[userID];
    if (state === undefined) {
      throw new SigError(
        CODE.ERR_SDK_SIGNALING_NO_PERMISSION,
        `${userID} is not invited by ${inviteID}`,
        'only its invitees accept or reject',
      );
    }
    if (state !== 'pending') {
      throw new SigError(
        this.#device.dialect.answeredCode,
        `${userID} has answered invitation ${inviteID} before`,
      );
    }
    await this.#answer(invitation, actionType, data, [userID]);
    this.#fold({ inviteID, actionType, inviteeList: [userID] }, true);
  }

  /** @throws SigError 8010 unknown or over, 7014 for online users only, 8006 (web: 2480) changed by somebody else meanwhile */
  async modify(inviteID: string, data: string): Promise<void> {
    const { invitation, message } = this.#known(inviteID, CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID);
    const refused = invitation.onlineUserOnly && this.#device.dialect.refusesToModifyOnlineOnly;
    if (refused || !message) {
      throw new SigError(
        CODE.ERR_SDK_INVALID_OPERATION,
        `invitation ${inviteID} cannot be modified: its message is not stored`,
        'only an invitation sent with onlineUserOnly false can be modified',
      );
    }
    const { reducer, hearsOwnModification } = this.#device.dialect;
    const info: SignalingInfo = {
      ...asInfo(invitation),
      inviteeList: reducer.modifiedInvitees(invitation),
      data,
    };
    const answer = await this.#sender.modify(message, encodeSignal(info));
    const kept = this.#live.get(inviteID);
    if (!kept) return;
    const version = Number(answer.MsgVersion ?? message.version + 1);
    this.#live.put({ ...kept, invitation: { ...kept.invitation, data }, message: { ...message, version } });
    if (hearsOwnModification) this.#device.tell('onInvitationModified', [inviteID, data]);
  }

  /** Makes known an invitation that came by another way (offline push of a group call). It is not announced. */
  add(info: SignalingInfo): void {
    if (this.#live.get(info.inviteID)) return;
    const { clock, userID } = this.#device;
    const dueAt = info.timeout > 0 && info.inviter !== userID ? clock.now() + info.timeout * 1000 : undefined;
    this.#live.put({ invitation: createInvitation(info, clock.now()), message: undefined, dueAt });
  }

  /** A message that has just come. */
  receive(info: SignalingInfo, wire: WireMessage): void {
    if (info.actionType === ACTION.invite) {
      this.#receiveInvite(info, wire);
      return;
    }
    const { inviteID, inviter, inviteeList, data } = info;
    const known = this.#live.get(inviteID) !== undefined;
    if (!known && !(this.#unheard.has(inviteID) && info.actionType === ACTION.cancel)) return;
    switch (info.actionType) {
      case ACTION.cancel:
        this.#end(inviteID);
        this.#unheard.delete(inviteID);
        this.#device.tell('onInvitationCancelled', [inviteID, inviter, data]);
        break;
      case ACTION.accept:
        this.#fold(info, false);
        this.#device.tell('onInviteeAccepted', [inviteID, inviteeList[0] ?? wire.From_Account, data]);
        break;
      case ACTION.reject:
        this.#fold(info, false);
        this.#device.tell('onInviteeRejected', [inviteID, inviteeList[0] ?? wire.From_Account, data]);
        break;
      case ACTION.timeout:
        this.#fold(info, false);
        this.#device.tell('onInvitationTimeout', [inviteID, inviteeList]);
        break;
    }
  }

  #receiveInvite(info: SignalingInfo, wire: WireMessage): void {
    const { clock, dialect, userID } = this.#device;
    const { inviteID, inviter, groupID, inviteeList, data, timeout } = info;
    if (groupID !== '' && !inviteeList.includes(userID)) return;
    const ageMs = this.#device.judgingTime() - wire.MsgTime * 1000;
    if (dialect.dropsStaleByOwnClock && timeout > 0 && ageMs > timeout * 1000 && inviter !== userID) {
      this.#unheard.add(inviteID);
      return;
    }
    if (!this.#live.get(inviteID)) {
      const invitation = createInvitation(info, wire.MsgTime * 1000, isOnlineOnly(wire));
      const rings = timeout > 0 && inviter !== userID;
      const dueAt = rings ? clock.now() + ownTimeoutMs(timeout, ageMs) : undefined;
      this.#live.put({ invitation, message: messageRef(wire), dueAt });
    }
    this.#device.tell('onReceiveNewInvitation', [inviteID, inviter, groupID, inviteeList, data]);
  }

  /** A message was modified: of an invite, its `data` may be new. */
  receiveModified(info: SignalingInfo, wire: WireMessage): void {
    const kept = this.#live.get(info.inviteID);
    if (!kept || info.actionType !== ACTION.invite) return;
    const invitation = this.#device.dialect.reducer.modify(kept.invitation, info);
    this.#live.put({ ...kept, invitation, message: messageRef(wire) });
    this.#device.tell('onInvitationModified', [info.inviteID, info.data]);
  }

  /** What came while the device was away, old to new: only what is still live is told. */
  replay(past: readonly ReceivedSignal[]): void {
    const resumed = past.filter(
      ({ info }) => this.#live.get(info.inviteID) && info.actionType !== ACTION.invite,
    );
    const unknown = past.filter(({ info }) => !this.#live.get(info.inviteID) && !this.#isOver(info.inviteID));
    for (const { info, wire } of resumed) this.receive(info, wire);
    const live = stillLive(unknown, this.#device.userID, this.#device.judgingTime() / 1000);
    for (const { info, wire } of live) this.receive(info, wire);
  }

  /** Its timer fired: whoever is still pending times out, if the notice can be sent (Web SDK 3.6). */
  async #due(kept: KeptInvitation): Promise<void> {
    const { invitation } = kept;
    const { inviteID } = invitation;
    const { userID } = this.#device;
    const pending = pendingInvitees(invitation);
    const inviteeList =
      invitation.inviter === userID ? pending : pending.filter((invitee) => invitee === userID);
    if (inviteeList.length === 0) return;
    const info = { ...asInfo(invitation), actionType: ACTION.timeout, inviteeList, timeout: 0 };
    try {
      await this.#sender.send(info, invitation.onlineUserOnly, undefined);
    } catch {
      return; // The other side's own timer tells it; here it stays as it is until the line is back.
    }
    const now = this.#live.get(inviteID)?.invitation;
    const overtaken = !now || inviteeList.every((invitee) => now.invitees[invitee] !== 'pending');
    if (overtaken && !this.#device.dialect.tellsOvertakenTimeout) return;
    if (invitation.inviter === userID) this.#end(inviteID);
    else this.#fold(info, true);
    this.#device.tell('onInvitationTimeout', [inviteID, inviteeList]);
  }

  #end(inviteID: string): void {
    this.#live.forget(inviteID);
    this.#over.add(inviteID);
  }

  #isOver(inviteID: string): boolean {
    return this.#over.has(inviteID) || (this.#device.keeper?.isOver(inviteID) ?? false);
  }

  #known(inviteID: string, unknownCode: number): KeptInvitation {
    const kept = this.#live.get(inviteID);
    if (kept) return kept;
    throw new SigError(
      unknownCode,
      `invitation ${inviteID} is unknown here, or over`,
      'look at the live ones with `sig list`',
    );
  }

  /** A live invitation that may be answered or cancelled: a second answer must wait for the first. */
  #answerable(inviteID: string, unknownCode: number): KeptInvitation {
    const kept = this.#known(inviteID, unknownCode);
    const busy = this.#device.dialect.oneAnswerInFlight
      ? this.#inFlight.size > 0
      : this.#inFlight.has(inviteID);
    if (busy)
      throw new SigError(
        unknownCode,
        `another answer is on its way; invitation ${inviteID} must wait for it`,
      );
    return kept;
  }

  async #answer(
    invitation: Invitation,
    actionType: number,
    data: string,
    inviteeList: string[],
  ): Promise<void> {
    const info = { ...asInfo(invitation), actionType, inviteeList, data, timeout: 0 };
    this.#inFlight.add(invitation.inviteID);
    try {
      await this.#sender.send(info, invitation.onlineUserOnly, undefined);
    } finally {
      this.#inFlight.delete(invitation.inviteID);
    }
  }

  /** Folds a signal into what is known. */
  #fold(signal: Pick<SignalingInfo, 'inviteID' | 'actionType' | 'inviteeList'>, own: boolean): void {
    const kept = this.#live.get(signal.inviteID);
    if (!kept) return;
    const { dialect, userID } = this.#device;
    const invitation = dialect.reducer.reduce(kept.invitation, signal, own);
    if (!invitation) {
      this.#end(signal.inviteID);
      return;
    }
    const done = invitation.inviter !== userID && invitation.invitees[userID] !== 'pending';
    this.#live.put({ ...kept, invitation, dueAt: done ? undefined : kept.dueAt });
  }
}

/** By the Web SDK: less the message's age if that lies within the timeout, in whole seconds rounded up. */
function ownTimeoutMs(timeout: number, ageMs: number): number {
  const age = ageMs / 1000;
  return Math.ceil(age > 0 && age < timeout ? timeout - age : timeout) * 1000;
}

function asInfo(invitation: Invitation): SignalingInfo {
  const { inviteID, groupID, inviter, inviteeList, data, timeout } = invitation;
  return {
    inviteID,
    groupID,
    inviter,
    inviteeList: [...inviteeList],
    data,
    actionType: ACTION.invite,
    timeout,
  };
}

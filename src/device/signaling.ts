import { CODE } from '../im/error-codes.js';
import type { OfflinePushInfo } from '../im/offline-push.js';
import { SigError } from '../im/sig-error.js';
import type { WireMessage } from '../im/wire.js';
import { ACTION } from '../signaling/action.js';
import { createInvitation, type Invitation, pendingInvitees } from '../signaling/invitation.js';
import { nextInvitation, stateOf } from '../signaling/invitation-reducer.js';
import type { PastSignal } from '../signaling/replay.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import type { KeptInvitation } from './invitation-store.js';
import { LiveInvitations } from './live-invitations.js';
import type { DeviceLogin } from './login.js';
import { isOnlineOnly } from './messages.js';
import { messageRef, SignalSender } from './signal-sender.js';
import type { SignalingListeners } from './signaling-listeners.js';

/** What an invite says, and to whom. */
export interface Invite {
  /** '' for C2C. */
  groupID: string;
  inviteeList: string[];
  data: string;
  onlineUserOnly: boolean;
  offlinePushInfo?: OfflinePushInfo | undefined;
  /** Seconds; 0 is none. */
  timeout: number;
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
 * of the messages it sees. Where SDKs differ, the log-in's dialect says what this one does.
 */
export class Signaling {
  #login: DeviceLogin;
  #listeners: SignalingListeners;
  #sender: SignalSender;
  #live: LiveInvitations;
  /** Accepts, rejects and cancels on their way. */
  #answersInFlight = 0;

  constructor(login: DeviceLogin, listeners: SignalingListeners) {
    this.#login = login;
    this.#listeners = listeners;
    this.#sender = new SignalSender(login);
    this.#live = new LiveInvitations(login.clock, login.store, (kept) => void this.#due(kept));
  }

  invitations(): Invitation[] {
    return this.#live.all().map((kept) => kept.invitation);
  }

  /** Takes up what an earlier process of this device left in its store; call it once logged in. */
  resume(): void {
    const { dialect, userID } = this.#login;
    this.#live.resume(
      ({ invitation: { timeout, inviter } }) =>
        timeout * 1000 + (inviter === userID ? dialect.inviterGraceMs : 0),
    );
  }

  /** Stops the timers, as when the app is killed; what the store holds stays. */
  stop(): void {
    this.#live.stop();
  }

  /** Log-out: nothing is live on this device any more. */
  end(): void {
    for (const { invitation } of this.#live.all()) this.#live.end(invitation.inviteID);
    if (!this.#login.dialect.hasDatabase) this.#login.store.clear();
  }

  /** Sends an invitation. @throws SigError 8001 over 12 KB, the hub's codes */
  async invite(inviteID: string, invite: Invite): Promise<void> {
    const { clock, dialect, userID } = this.#login;
    const { groupID, inviteeList, data, onlineUserOnly, offlinePushInfo, timeout } = invite;
    const info: SignalingInfo = {
      inviteID,
      groupID,
      inviter: userID,
      inviteeList,
      data,
      actionType: ACTION.invite,
      timeout,
    };
    const message = await this.#sender.send(info, onlineUserOnly, { push: offlinePushInfo });
    if (this.#login.closed) return;
    this.#live.put({
      invitation: createInvitation(info, message.time * 1000, onlineUserOnly),
      message,
      dueAt: info.timeout > 0 ? clock.now() + info.timeout * 1000 + dialect.inviterGraceMs : undefined,
    });
  }

  /** @throws SigError 8010 (web: 8020) unknown or over, 8011 not the inviter's */
  async cancel(inviteID: string, data: string): Promise<void> {
    const { dialect, userID } = this.#login;
    const { invitation } = this.#answerable(inviteID, dialect.cancelUnknownCode);
    if (invitation.inviter !== userID) {
      throw new SigError(
        CODE.ERR_SDK_SIGNALING_NO_PERMISSION,
        `${userID} did not send invitation ${inviteID}`,
        `cancel it as ${invitation.inviter}`,
      );
    }
    await this.#answer(invitation, ACTION.cancel, data, pendingInvitees(invitation));
    if (this.#login.closed) return;
    this.#live.end(inviteID);
    if (dialect.hearsOwnAnswers) this.#listeners.onInvitationCancelled(inviteID, userID, data);
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
    const { userID, dialect } = this.#login;
    const { invitation } = this.#answerable(inviteID, CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID);
    const state = stateOf(invitation, userID);
    if (state === undefined) {
      throw new SigError(
        dialect.notInvitedCode,
        `${userID} is not invited by ${inviteID}`,
        'only its invitees accept or reject',
      );
    }
    if (state !== 'pending') {
      throw new SigError(dialect.answeredCode, `${userID} has answered invitation ${inviteID} before`);
    }
    await this.#answer(invitation, actionType, data, [userID]);
    if (this.#login.closed) return;
    this.#apply({ inviteID, actionType, inviteeList: [userID] }, true);
    if (!dialect.hearsOwnAnswers) return;
    if (actionType === ACTION.accept) this.#listeners.onInviteeAccepted(inviteID, userID, data);
    else this.#listeners.onInviteeRejected(inviteID, userID, data);
  }

  /**
   * @throws SigError 8010 unknown or over, 7014 where its message is not known (addInvitedSignaling), the hub's refusal for
   *   online users only, 8006 (web: 2480) changed by somebody else meanwhile
   */
  async modify(inviteID: string, data: string): Promise<void> {
    const { invitation, message } = this.#known(inviteID, CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID);
    if (!message) {
      throw new SigError(
        CODE.ERR_SDK_INVALID_OPERATION,
        `invitation ${inviteID} cannot be modified: its message is not known here`,
        'modify it on a device that has sent or received the invite',
      );
    }
    const { reducer, hearsOwnModification } = this.#login.dialect;
    const info: SignalingInfo = {
      ...asInfo(invitation),
      inviteeList: reducer.modifiedInvitees(invitation),
      data,
    };
    const answer = await this.#sender.modify(message, info, invitation.onlineUserOnly);
    if (this.#login.closed) return;
    const kept = this.#live.get(inviteID);
    const version = Number(answer.MsgVersion ?? message.version + 1);
    if (kept) {
      const modified = { ...kept.invitation, data };
      this.#live.put({ ...kept, invitation: modified, message: { ...message, version } });
    }
    if (hearsOwnModification) this.#listeners.onInvitationModified(inviteID, data);
  }

  /** Makes known an invitation that came by another way (offline push of a group call). It is not announced. */
  add(info: SignalingInfo): void {
    if (this.#live.get(info.inviteID)) return;
    const { clock, userID } = this.#login;
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
    if (!known && !(info.actionType === ACTION.cancel && this.#login.dialect.hearsEveryCancel)) return;
    switch (info.actionType) {
      case ACTION.cancel:
        if (known) this.#live.end(inviteID);
        this.#listeners.onInvitationCancelled(inviteID, inviter, data);
        break;
      case ACTION.accept:
        this.#apply(info, false);
        this.#listeners.onInviteeAccepted(inviteID, inviteeList[0] ?? wire.From_Account, data);
        break;
      case ACTION.reject:
        this.#apply(info, false);
        this.#listeners.onInviteeRejected(inviteID, inviteeList[0] ?? wire.From_Account, data);
        break;
      case ACTION.timeout:
        this.#apply(info, false);
        this.#listeners.onInvitationTimeout(inviteID, inviteeList);
        break;
    }
  }

  #receiveInvite(info: SignalingInfo, wire: WireMessage): void {
    const { clock, dialect, userID } = this.#login;
    const { inviteID, inviter, groupID, inviteeList, data, timeout } = info;
    if (groupID !== '' && !inviteeList.includes(userID) && !dialect.hearsWholeGroup) return;
    if (dialect.dropsStale && timeout > 0 && this.#login.ageS(wire) > timeout) return;
    if (!this.#live.get(inviteID)) {
      const invitation = createInvitation(info, wire.MsgTime * 1000, isOnlineOnly(wire));
      // Of the inviter's devices only the one that sent the invite has a timer.
      const rings = timeout > 0 && inviter !== userID && stateOf(invitation, userID) !== undefined;
      const ageMs = dialect.countsFromReceipt ? 0 : this.#login.judgingTime() - wire.MsgTime * 1000;
      const dueAt = rings ? clock.now() + ownTimeoutMs(timeout, ageMs) : undefined;
      this.#live.put({ invitation, message: messageRef(wire), dueAt });
    }
    this.#listeners.onReceiveNewInvitation(inviteID, inviter, groupID, inviteeList, data);
  }

  /** A message was modified: of an invite, its `data` may be new. */
  receiveModified(info: SignalingInfo, wire: WireMessage): void {
    const kept = this.#live.get(info.inviteID);
    if (!kept || info.actionType !== ACTION.invite) return;
    const invitation = this.#login.dialect.reducer.modify(kept.invitation, info);
    this.#live.put({ ...kept, invitation, message: messageRef(wire) });
    this.#listeners.onInvitationModified(info.inviteID, info.data);
  }

  /** What came while the device was away: of an invitation that an earlier process left only what is news to it. */
  replay(past: readonly ReceivedSignal[]): void {
    const { dialect, userID, store } = this.#login;
    const resumed: ReceivedSignal[] = [];
    const others: ReceivedSignal[] = [];
    for (const signal of past) {
      const { inviteID } = signal.info;
      if (this.#live.get(inviteID)) resumed.push(signal);
      else if (!store.hasEnded(inviteID)) others.push(signal);
    }
    for (const { info, wire } of resumed) {
      const kept = this.#live.get(info.inviteID);
      if (kept && nextInvitation(kept.invitation, info) !== kept.invitation) this.receive(info, wire);
    }
    for (const { info, wire } of dialect.replay(others, userID, this.#login.judgingTime() / 1000))
      this.receive(info, wire);
  }

  /** Its timer fired: whoever is still pending times out. */
  async #due(kept: KeptInvitation): Promise<void> {
    const { invitation } = kept;
    const { inviteID, timeout } = invitation;
    const { userID, dialect } = this.#login;
    const isInviter = invitation.inviter === userID;
    const pending = pendingInvitees(invitation);
    const due = isInviter ? pending : pending.filter((invitee) => invitee === userID);
    if (due.length === 0) return;
    // The same message again, if an earlier process of this device has begun to send it.
    const { inviteeList, ...numbers } = kept.notice ?? { inviteeList: due, ...this.#sender.numbers() };
    this.#live.put({ ...kept, notice: { inviteeList, ...numbers } });
    const info = {
      ...asInfo(invitation),
      ...{ actionType: ACTION.timeout, inviteeList },
      timeout: isInviter && dialect.inviterNamesTimeout ? timeout : 0,
    };
    const sent = await this.#sender.send(info, invitation.onlineUserOnly, { numbers }).then(
      () => true,
      () => false,
    );
    if (this.#login.closed) return;
    // Web: the other side's own timer tells it; here it stays as it is.
    if (!sent && !dialect.tellsFailedTimeout) return;
    if (isInviter) this.#live.end(inviteID);
    else if (sent) this.#apply(info, true);
    this.#listeners.onInvitationTimeout(inviteID, inviteeList);
  }

  #known(inviteID: string, unknownCode: number): KeptInvitation {
    const kept = this.#live.get(inviteID);
    const { userID, dialect } = this.#login;
    // Native: once the inviter's own time-out is on its way, the invitation is over there.
    const timesOut = kept?.notice && kept.invitation.inviter === userID && dialect.tellsFailedTimeout;
    if (kept && !timesOut) return kept;
    throw new SigError(
      unknownCode,
      `invitation ${inviteID} is unknown here, or over`,
      'look at the live ones with `sig list`',
    );
  }

  /** A live invitation that may be answered or cancelled: on the Web a second answer must wait for the first. */
  #answerable(inviteID: string, unknownCode: number): KeptInvitation {
    const kept = this.#known(inviteID, unknownCode);
    if (this.#login.dialect.oneAnswerInFlight && this.#answersInFlight > 0) {
      throw new SigError(
        unknownCode,
        `another answer is on its way; invitation ${inviteID} must wait for it`,
      );
    }
    return kept;
  }

  async #answer(
    invitation: Invitation,
    actionType: number,
    data: string,
    inviteeList: string[],
  ): Promise<void> {
    const info = { ...asInfo(invitation), actionType, inviteeList, data, timeout: 0 };
    this.#answersInFlight++;
    try {
      await this.#sender.send(info, invitation.onlineUserOnly);
    } finally {
      this.#answersInFlight--;
    }
  }

  /** Applies a signal to what is known. */
  #apply(signal: Pick<SignalingInfo, 'inviteID' | 'actionType' | 'inviteeList'>, own: boolean): void {
    const kept = this.#live.get(signal.inviteID);
    if (!kept) return;
    const { dialect, userID } = this.#login;
    const invitation = dialect.reducer.reduce(kept.invitation, signal, own);
    if (!invitation) {
      this.#live.end(signal.inviteID);
      return;
    }
    const done = invitation.inviter !== userID && stateOf(invitation, userID) !== 'pending';
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

import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { Clock } from '../runtime/clock.js';
import type { Entropy } from '../runtime/entropy.js';
import {
  type CallFacts,
  type CallMedia,
  type CallMove,
  callPayload,
  isConsumed,
  markConsumed,
  readCallPayload,
} from '../signaling/call-payload.js';
import type { V2TIMSignalingListener } from './listener-types.js';
import type { V2TIMManager } from './v2tim-manager.js';

/** Where a call stands on one device. */
export type CallState = 'calling' | 'ringing' | 'connected';

/** The call a device is in. */
export interface CurrentCall {
  readonly state: CallState;
  readonly media: CallMedia;
  readonly roomID: number;
  /** '' unless it is a group's. */
  readonly groupID: string;
  /** The invitation that began it. */
  readonly inviteID: string;
  readonly inviter: string;
  readonly invitees: readonly string[];
  /** Who has not answered yet. */
  readonly pending: readonly string[];
  /** Who else is in the talk. */
  readonly talking: readonly string[];
  /** When the talk began, unix milliseconds; 0 before. */
  readonly connectedAt: number;
}

/** Why a call came to nothing on this device. */
export type NotConnected = 'cancelled' | 'rejected' | 'busy' | 'noResponse' | 'answeredElsewhere';

/** What a call app is told, by the names of the kits' events. */
export interface CallListener {
  onCallReceived?(inviteID: string, inviter: string, media: CallMedia): void;
  onCallBegin?(inviteID: string): void;
  onUserJoin?(inviteID: string, user: string): void;
  onUserReject?(inviteID: string, user: string): void;
  onUserLineBusy?(inviteID: string, user: string): void;
  onUserNoResponse?(inviteID: string, user: string): void;
  onUserLeave?(inviteID: string, user: string): void;
  /** The talk is over; it lasted so many whole seconds. */
  onCallEnd?(inviteID: string, seconds: number): void;
  onCallNotConnected?(inviteID: string, reason: NotConnected): void;
  onCallMediaTypeChanged?(inviteID: string, media: CallMedia): void;
}

export interface CallAppParts {
  manager: V2TIMManager;
  clock: Clock;
  entropy: Entropy;
  listener: CallListener;
  /** Hears of each change of the call this device is in. */
  onChange?(call: CurrentCall | undefined): void;
}

export interface CallOptions {
  media?: CallMedia;
  /** Calls members of this group. */
  groupID?: string;
  /** Seconds that the others' devices ring. */
  timeout?: number;
  userData?: string;
}

const DEFAULT_TIMEOUT_S = 30;
const MAX_ROOM = 2 ** 31 - 1;

/**
 * A call app on one device, as TUICallKit is one over signaling: it rings for calls, is busy while it is in one, hangs up by
 * an invitation that says so, and counts how long the talk lasted (tuicall-engine-webrtc 3.1; test/real/kits).
 */
export class CallApp {
  #parts: CallAppParts;
  #current: CurrentCall | undefined;
  /** The call that this device is answering right now. */
  #answering: string | undefined;

  constructor(parts: CallAppParts) {
    this.#parts = parts;
    parts.manager.addSignalingListener(this.#signaling());
  }

  /** The call this device is in, or rings for. */
  get current(): CurrentCall | undefined {
    return this.#current;
  }

  get #call(): CurrentCall | undefined {
    return this.#current;
  }

  set #call(call: CurrentCall | undefined) {
    this.#current = call;
    this.#parts.onChange?.(call);
  }

  /** Puts the app back into a call that an earlier process of its device was in. */
  resume(call: CurrentCall): void {
    this.#current = call;
  }

  /**
   * Calls one user, or members of a group.
   * @returns the invitation's ID
   * @throws SigError 7014 while this device is in a call, and what invite throws
   */
  async call(callees: readonly string[], options: CallOptions = {}): Promise<string> {
    if (this.#call) throw inCall(this.#call);
    const { manager, entropy } = this.#parts;
    const { media = 'audio', groupID = '', timeout = DEFAULT_TIMEOUT_S, userData } = options;
    const inviter = manager.getLoginUser();
    const roomID = (entropy.uint32() % MAX_ROOM) + 1;
    const facts: CallFacts = { media, roomID, inviter, invitees: callees, inGroup: groupID !== '' };
    const data = callPayload('invite', userData === undefined ? facts : { ...facts, userData });
    const { inviteID, sent } =
      groupID === ''
        ? manager.invite(callees[0] ?? '', data, false, undefined, timeout)
        : manager.inviteInGroup(groupID, [...callees], data, false, timeout);
    if (inviteID !== null) {
      this.#call = {
        ...{ state: 'calling', media, roomID, groupID, inviteID, inviter, invitees: callees },
        ...{ pending: callees, talking: [], connectedAt: 0 },
      };
    }
    try {
      await sent;
    } catch (thrown) {
      if (this.#call?.inviteID === inviteID) this.#call = undefined;
      throw thrown;
    }
    return inviteID!;
  }

  /** Answers the call that rings. @throws SigError 7014 when none does, and what accept throws */
  async answer(): Promise<string> {
    const call = this.#ringing();
    const { manager, clock } = this.#parts;
    await this.#consume(call);
    await this.#answers(call, manager.accept(call.inviteID, this.#payload(call, 'accept')));
    const pending = without(call.pending, manager.getLoginUser());
    this.#call = { ...call, state: 'connected', pending, talking: [call.inviter], connectedAt: clock.now() };
    this.#parts.listener.onCallBegin?.(call.inviteID);
    return call.inviteID;
  }

  /** Declines the call that rings; `busy` says that this user is in another call. @throws as {@link answer} */
  async decline(busy = false): Promise<string> {
    const call = this.#ringing();
    const data = this.#payload(call, busy ? 'busy' : 'reject');
    await this.#answers(call, this.#parts.manager.reject(call.inviteID, data));
    this.#call = undefined;
    return call.inviteID;
  }

  /**
   * Leaves the call: cancels it while nobody has answered, else tells the others that it is over.
   * @throws SigError 7014 when there is none
   */
  async hangUp(): Promise<string> {
    const call = this.#call;
    if (!call) throw noCall(this.#parts.manager.getLoginUser(), 'is in no call');
    if (call.state === 'ringing') return this.decline();
    const { manager, listener } = this.#parts;
    if (call.state === 'calling') {
      await manager.cancel(call.inviteID, this.#payload(call, 'cancel'));
      this.#end(call, 'cancelled');
      return call.inviteID;
    }
    if (call.talking.length === 0) {
      // Those who talked have left; those who still ring are told that nobody waits for them.
      await manager.cancel(call.inviteID, this.#payload(call, 'cancel'));
      this.#call = undefined;
      listener.onCallEnd?.(call.inviteID, this.#seconds(call));
      return call.inviteID;
    }
    const data = this.#payload(call, 'hangUp');
    const { sent } =
      call.groupID === ''
        ? manager.invite(call.talking[0]!, data, false, undefined, 0)
        : manager.inviteInGroup(call.groupID, [...call.talking], data, false, 0);
    await sent;
    this.#call = undefined;
    listener.onCallEnd?.(call.inviteID, this.#seconds(call));
    return call.inviteID;
  }

  /** Asks the other to go on without pictures. @throws SigError 7014 without a talk, and what invite throws */
  async switchToAudio(): Promise<void> {
    const call = this.#call;
    if (call?.state !== 'connected') throw noCall(this.#parts.manager.getLoginUser(), 'is in no talk');
    const other = call.talking[0] ?? call.inviter;
    const data = this.#payload(call, 'switchToAudio');
    await this.#parts.manager.invite(other, data, false, undefined, DEFAULT_TIMEOUT_S).sent;
  }

  /** Meanwhile a native SDK tells of the user's own answer, which is none of another device. */
  async #answers(call: CurrentCall, answer: Promise<void>): Promise<void> {
    this.#answering = call.inviteID;
    await answer.finally(() => {
      this.#answering = undefined;
    });
  }

  #ringing(): CurrentCall {
    const call = this.#call;
    if (call?.state !== 'ringing') throw noCall(this.#parts.manager.getLoginUser(), 'has no call that rings');
    return call;
  }

  #payload(call: CurrentCall, move: CallMove): string {
    const { media, roomID, inviter, invitees, groupID } = call;
    const seconds = this.#seconds(call);
    return callPayload(move, { media, roomID, inviter, invitees, seconds, inGroup: groupID !== '' });
  }

  #seconds({ connectedAt }: CurrentCall): number {
    return connectedAt === 0 ? 0 : Math.floor((this.#parts.clock.now() - connectedAt) / 1000);
  }

  /** Kits mark a one-to-one invitation before they answer it, so that the user's other devices ring for it no more. */
  async #consume(call: CurrentCall): Promise<void> {
    if (call.groupID !== '') return;
    const { manager } = this.#parts;
    const invitation = manager.invitations.find(({ inviteID }) => inviteID === call.inviteID);
    if (!invitation || invitation.onlineUserOnly) return;
    try {
      await manager.modifyInvitation(call.inviteID, markConsumed(invitation.data));
    } catch (thrown) {
      // Another device was first: what the answer meets is what counts.
      if (SigError.from(thrown).code === CODE.ERR_SDK_NOT_LOGGED_IN) throw thrown;
    }
  }

  #signaling(): V2TIMSignalingListener {
    return {
      onReceiveNewInvitation: (inviteID, inviter, groupID, inviteeList, data) => {
        const payload = readCallPayload(data);
        const me = this.#parts.manager.getLoginUser();
        if (!payload || inviter === me || isConsumed(data)) return;
        if (payload.kind === 'hangUp') this.#left(inviter);
        else if (!inviteeList.includes(me)) return;
        else if (payload.kind === 'switchToAudio') this.#switched(inviteID, inviter);
        else
          this.#rings({
            inviteID,
            inviter,
            groupID,
            inviteeList,
            media: payload.media,
            roomID: payload.roomID,
          });
      },
      onInviteeAccepted: (inviteID, invitee, data) => this.#accepted(inviteID, invitee, data),
      onInviteeRejected: (inviteID, invitee, data) => {
        const busy = readCallPayload(data)?.busy ?? false;
        this.#notComing(inviteID, invitee, busy ? 'busy' : 'rejected');
      },
      onInvitationTimeout: (inviteID, inviteeList) => {
        for (const invitee of inviteeList) this.#notComing(inviteID, invitee, 'noResponse');
      },
      onInvitationCancelled: (inviteID) => {
        if (this.#call?.inviteID === inviteID && this.#call.state === 'ringing')
          this.#end(this.#call, 'cancelled');
      },
    };
  }

  #rings(from: {
    inviteID: string;
    inviter: string;
    groupID: string;
    inviteeList: string[];
    media: CallMedia | undefined;
    roomID: number;
  }): void {
    const { inviteID, inviter, groupID, inviteeList, media = 'audio', roomID } = from;
    const call: CurrentCall = {
      ...{ state: 'ringing', media, roomID, groupID, inviteID, inviter, invitees: inviteeList },
      ...{ pending: inviteeList, talking: [], connectedAt: 0 },
    };
    const { manager, listener } = this.#parts;
    if (this.#call) {
      if (this.#call.inviteID === inviteID) return;
      // Refused only if the line is down or somebody was faster: then there is nobody left to be told.
      manager.reject(inviteID, this.#payload(call, 'busy')).catch(() => undefined);
      return;
    }
    this.#call = call;
    listener.onCallReceived?.(inviteID, inviter, media);
  }

  #accepted(inviteID: string, invitee: string, data: string): void {
    const call = this.#call;
    const { manager, clock, listener } = this.#parts;
    if (readCallPayload(data)?.kind === 'switchToAudio' && call?.state === 'connected') {
      if (invitee === manager.getLoginUser()) return;
      this.#call = { ...call, media: 'audio' };
      listener.onCallMediaTypeChanged?.(call.inviteID, 'audio');
      return;
    }
    if (call?.inviteID !== inviteID) return;
    const pending = without(call.pending, invitee);
    if (invitee === manager.getLoginUser()) {
      if (call.state === 'ringing' && this.#answering !== inviteID) this.#end(call, 'answeredElsewhere');
      return;
    }
    if (call.state === 'ringing') {
      this.#call = { ...call, pending };
      return;
    }
    const begins = call.state === 'calling';
    const connectedAt = begins ? clock.now() : call.connectedAt;
    const talking = [...without(call.talking, invitee), invitee];
    this.#call = { ...call, state: 'connected', pending, talking, connectedAt };
    listener.onUserJoin?.(inviteID, invitee);
    if (begins) listener.onCallBegin?.(inviteID);
  }

  #notComing(inviteID: string, invitee: string, why: 'busy' | 'rejected' | 'noResponse'): void {
    const call = this.#call;
    if (call?.inviteID !== inviteID) return;
    const { manager, listener } = this.#parts;
    if (invitee === manager.getLoginUser()) {
      if (call.state === 'ringing' && this.#answering !== inviteID)
        this.#end(call, why === 'noResponse' ? why : 'answeredElsewhere');
      return;
    }
    const pending = without(call.pending, invitee);
    this.#call = { ...call, pending };
    if (call.state === 'ringing') return;
    if (why === 'busy') listener.onUserLineBusy?.(inviteID, invitee);
    else if (why === 'rejected') listener.onUserReject?.(inviteID, invitee);
    else listener.onUserNoResponse?.(inviteID, invitee);
    if (call.state === 'calling' && pending.length === 0) this.#end(call, why);
    else if (call.state === 'connected') this.#endIfAlone();
  }

  #left(user: string): void {
    const call = this.#call;
    if (call?.state !== 'connected' || !call.talking.includes(user)) return;
    this.#call = { ...call, talking: without(call.talking, user) };
    this.#parts.listener.onUserLeave?.(call.inviteID, user);
    this.#endIfAlone();
  }

  #endIfAlone(): void {
    const call = this.#call;
    if (!call || call.talking.length > 0 || (call.state === 'connected' && call.pending.length > 0)) return;
    this.#call = undefined;
    this.#parts.listener.onCallEnd?.(call.inviteID, this.#seconds(call));
  }

  #switched(inviteID: string, inviter: string): void {
    const call = this.#call;
    if (call?.state !== 'connected' || !call.talking.includes(inviter)) return;
    const { manager, listener } = this.#parts;
    manager.accept(inviteID, this.#payload(call, 'acceptSwitch')).then(
      () => {
        if (this.#call?.inviteID !== call.inviteID) return;
        this.#call = { ...this.#call, media: 'audio' };
        listener.onCallMediaTypeChanged?.(call.inviteID, 'audio');
      },
      () => undefined,
    );
  }

  #end(call: CurrentCall, reason: NotConnected): void {
    this.#call = undefined;
    this.#parts.listener.onCallNotConnected?.(call.inviteID, reason);
  }
}

function without(users: readonly string[], user: string): string[] {
  return users.filter((each) => each !== user);
}

function inCall({ state, inviter }: CurrentCall): SigError {
  const message = state === 'ringing' ? `a call of ${inviter} rings here` : 'this device is in a call';
  return new SigError(CODE.ERR_SDK_INVALID_OPERATION, message, 'hang up first');
}

function noCall(user: string, what: string): SigError {
  return new SigError(CODE.ERR_SDK_INVALID_OPERATION, `${user} ${what}`, 'sig list shows what is pending');
}

import type { Connector } from '../hub/core/connection.js';
import type { MsgElement } from '../im/elements.js';
import { CODE } from '../im/error-codes.js';
import { MAX_MESSAGE_BYTES } from '../im/limits.js';
import { type OfflinePushInfo, toWirePush } from '../im/offline-push.js';
import { SigError } from '../im/sig-error.js';
import type { V2TIMMessage } from '../im/v2tim-message.js';
import {
  isGroupMessage,
  type PushBody,
  type PushEvent,
  type ResponseBody,
  type WireMessage,
} from '../im/wire.js';
import type { Clock } from '../runtime/clock.js';
import type { Entropy } from '../runtime/entropy.js';
import type { Dialect } from '../signaling/dialect.js';
import { signalOf } from '../signaling/read-wire.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import type { TracePayload } from '../trace/event.js';
import type { Trace } from '../trace/trace.js';
import { Inbox } from './inbox.js';
import { Line } from './line.js';
import type { V2TIMAdvancedMsgListener, V2TIMSDKListener, V2TIMSignalingListener } from './listener-types.js';
import { Listeners } from './listeners.js';
import type { InvitationKeeper } from './live-invitations.js';
import { messageID, toV2TIMMessage } from './messages.js';
import type { OutgoingMessage } from './signal-sender.js';
import { type ReceivedSignal, Signaling } from './signaling.js';

export interface DeviceParts {
  sdkAppID: number;
  connector: Connector;
  clock: Clock;
  entropy: Entropy;
  trace: Trace | undefined;
  dialect: Dialect;
  name: string;
  platform: string;
  clockOffset: number;
  keeper: InvitationKeeper | undefined;
}

export type LoginStatus = 'loggedOut' | 'loggingIn' | 'loggedIn';

/** One device of one user at a time: its log-in, its line, what comes in and what goes out. */
export class Device {
  readonly signaling: Signaling;
  readonly listeners = {
    signaling: new Listeners<V2TIMSignalingListener>(),
    sdk: new Listeners<V2TIMSDKListener>(),
    message: new Listeners<V2TIMAdvancedMsgListener>(),
  };
  clockOffset: number;
  userID = '';
  status: LoginStatus = 'loggedOut';
  #parts: DeviceParts;
  #line: Line | undefined;
  #inbox: Inbox;
  #seq: number;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.clockOffset = parts.clockOffset;
    this.#seq = parts.entropy.uint32() % 1_000_000_000;
    this.#inbox = new Inbox({
      onMessage: (wire) => this.#onMessage(wire),
      onModified: (wire) => this.#onModified(wire),
      onRecalled: (message) => this.listeners.message.tell('onRecvMessageRevoked', messageID(message)),
    });
    const self = this;
    this.signaling = new Signaling({
      clock: parts.clock,
      entropy: parts.entropy,
      dialect: parts.dialect,
      keeper: parts.keeper,
      get userID() {
        return self.userID;
      },
      send: (message) => this.send(message),
      request: (command, body) => this.request(command, body),
      nextSeq: () => this.nextSeq(),
      judgingTime: () => this.judgingTime(),
      tell: (name, args) => this.#tellSignaling(name, args),
    });
  }

  get name(): string {
    return this.#parts.name;
  }

  get dialect(): Dialect {
    return this.#parts.dialect;
  }

  /** The device's own time, unix ms. */
  ownTime(): number {
    return this.#parts.clock.now() + this.clockOffset;
  }

  /** The time by which the age of a message is judged, unix ms. */
  judgingTime(): number {
    const { clock, dialect } = this.#parts;
    return dialect.agesByServerTime ? clock.now() + (this.#line?.serverAheadMs ?? 0) : this.ownTime();
  }

  emit(payload: TracePayload): void {
    this.#parts.trace?.emit(this.userID, this.#parts.name, payload);
  }

  /** Emits the call's outcome; rejects with a SigError whatever was thrown. */
  async settle<T>(method: string, outcome: Promise<T>, inviteID?: string): Promise<T> {
    const of = inviteID === undefined ? {} : { inviteID };
    try {
      const value = await outcome;
      this.emit({ kind: 'result', method, ok: true, ...of, ...(value === undefined ? {} : { value }) });
      return value;
    } catch (thrown) {
      const error = SigError.from(thrown);
      const { code, name, message } = error;
      this.emit({ kind: 'result', method, ok: false, ...of, error: { code, name, message } });
      throw error;
    }
  }

  getSignallingInfo(message: Pick<V2TIMMessage, 'elements' | 'cloudCustomData'>): SignalingInfo | null {
    return signalOf(this.#parts.dialect, message.elements, message.cloudCustomData) ?? null;
  }

  async login(userID: string, userSig: string): Promise<void> {
    if (this.status === 'loggingIn') throw new SigError(CODE.ERR_SDK_ACCOUNT_LOGIN_IN_PROCESS);
    if (this.status === 'loggedIn') {
      if (this.userID === userID) return;
      await this.logout();
    }
    const { sdkAppID, connector, clock, name, platform } = this.#parts;
    this.userID = userID;
    this.status = 'loggingIn';
    const line = new Line({
      connector,
      clock,
      credentials: { sdkAppID, identifier: userID, userSig, platform, device: name },
      events: {
        onPush: (push) => this.#onPush(push),
        onBroken: (reason) => {
          this.listeners.sdk.tell('onConnectFailed', CODE.ERR_SDK_NET_DISCONNECT, reason);
          this.listeners.sdk.tell('onConnecting');
        },
        onRestored: () => void this.#onRestored(),
        onEnded: (error) => this.#onEnded(error),
      },
    });
    this.#line = line;
    try {
      await line.open();
      this.status = 'loggedIn';
      this.signaling.resume();
      await this.#catchUp();
    } catch (thrown) {
      if (this.#line === line) this.#leave();
      throw SigError.from(thrown);
    }
    this.listeners.sdk.tell('onConnectSuccess');
  }

  async logout(): Promise<void> {
    if (this.status === 'loggedOut') return;
    const line = this.#line;
    try {
      await line?.request('im_open_status.wslogout', { wslogout_type: 0 });
    } catch {
      // With the line down the hub has seen the log-out already.
    }
    if (this.#line === line) this.#leave();
  }

  /** The device is gone without a word, as when its process dies: nothing more is sent or heard. */
  crash(): void {
    this.#leave();
  }

  #leave(): void {
    this.#line?.close();
    this.#line = undefined;
    this.signaling.reset();
    if (!this.#parts.dialect.hasDatabase) this.#inbox.forget();
    this.status = 'loggedOut';
    this.userID = '';
  }

  /** @throws SigError 6014 when not logged in, 9508 while the line is down, the answer's code if not 0 */
  async request(command: string, body: object): Promise<ResponseBody> {
    if (!this.#line || this.status === 'loggedOut') throw new SigError(CODE.ERR_SDK_NOT_LOGGED_IN);
    return this.#line.request(command, body);
  }

  /** The sender's own message number. */
  nextSeq(): number {
    return ++this.#seq;
  }

  /** @throws SigError as {@link request} */
  send(message: OutgoingMessage): Promise<ResponseBody> {
    const common = {
      From_Account: this.userID,
      MsgBody: [message.element],
      CloudCustomData: '',
      OfflinePushInfo: toWirePush(message.push, message.onlineUserOnly),
      SendMsgControl: message.control,
      MsgClientTime: Math.floor(this.ownTime() / 1000),
    };
    if (message.groupID !== '') {
      return this.request('group_open_http_svc.send_group_msg', {
        ...common,
        GroupId: message.groupID,
        Random: message.random,
        ClientSeq: message.seq,
        MsgPriority: message.priority,
        OnlineOnlyFlag: message.onlineUserOnly ? 1 : 0,
      });
    }
    return this.request('openim.sendmsg', {
      ...common,
      To_Account: message.to,
      MsgSeq: message.seq,
      MsgRandom: message.random,
      ...(message.onlineUserOnly ? { MsgLifeTime: 0 } : {}),
    });
  }

  /** Sends an ordinary message and gives it back as it was stored. */
  async sendElement(
    element: MsgElement,
    to: string,
    groupID: string,
    options: { onlineUserOnly?: boolean; offlinePushInfo?: OfflinePushInfo },
  ): Promise<V2TIMMessage> {
    const size = Buffer.byteLength(JSON.stringify(element.MsgContent));
    if (size > MAX_MESSAGE_BYTES && this.#parts.dialect.checksSizeItself)
      throw new SigError(CODE.ERR_SDK_MSG_BODY_SIZE_LIMIT);
    const onlineUserOnly = options.onlineUserOnly ?? false;
    const seq = this.nextSeq();
    const random = this.#parts.entropy.uint32();
    const answer = await this.send({
      ...{ to, groupID, element, seq, random, onlineUserOnly },
      push: options.offlinePushInfo,
      control: [],
      priority: 'Normal',
    });
    const timestamp = Number(answer.MsgTime);
    return {
      msgID: `${this.#line?.tinyID ?? ''}-${timestamp}-${random}`,
      timestamp,
      sender: this.userID,
      userID: to,
      groupID,
      seq: groupID === '' ? seq : Number(answer.MsgSeq),
      random,
      isSelf: true,
      isOnlineOnly: onlineUserOnly,
      elements: [element],
      cloudCustomData: '',
      version: 0,
    };
  }

  #onPush(push: PushBody): void {
    if (push.EventArray.some(isKickOut)) this.#line?.end(new SigError(CODE.ERR_LOGIN_KICKED_OFF_BY_OTHER));
    else this.#inbox.receive(push);
  }

  #onMessage(wire: WireMessage): void {
    this.#tellMessage('onRecvNewMessage', wire);
    const info = signalOf(this.#parts.dialect, wire.MsgBody, wire.CloudCustomData);
    if (info) this.signaling.receive(info, wire);
  }

  #onModified(wire: WireMessage): void {
    this.#tellMessage('onRecvMessageModified', wire);
    const info = signalOf(this.#parts.dialect, wire.MsgBody, wire.CloudCustomData);
    if (info) this.signaling.receiveModified(info, wire);
  }

  #tellMessage(name: 'onRecvNewMessage' | 'onRecvMessageModified', wire: WireMessage): void {
    if (this.listeners.message.hears(name)) {
      const message: V2TIMMessage = toV2TIMMessage(wire, this.userID);
      this.#noteThrown(name, this.listeners.message.tell(name, message));
    }
  }

  #tellSignaling<Name extends keyof V2TIMSignalingListener>(
    name: Name,
    args: Parameters<NonNullable<V2TIMSignalingListener[Name]>>,
  ): void {
    if (this.#parts.trace?.heard) {
      this.emit({ kind: 'event', name, args: namedArgs(name, args), inviteID: args[0] });
    }
    const tell = this.listeners.signaling.tell as (name: string, ...args: unknown[]) => unknown[];
    this.#noteThrown(name, tell.call(this.listeners.signaling, name, ...args));
  }

  #noteThrown(name: string, thrown: readonly unknown[]): void {
    for (const error of thrown)
      this.emit({ kind: 'note', text: `a listener threw in ${name}: ${String(error)}` });
  }

  /** At log-in: what came while the device was away. */
  async #catchUp(): Promise<void> {
    const missed = await this.#missed();
    for (const wire of missed) if (!isGroupMessage(wire)) this.#tellMessage('onRecvNewMessage', wire);
    const signals: ReceivedSignal[] = [];
    for (const wire of missed) {
      const info = signalOf(this.#parts.dialect, wire.MsgBody, wire.CloudCustomData);
      if (info) signals.push({ info, wire, time: wire.MsgTime });
    }
    this.signaling.replay(signals);
  }

  #missed(): Promise<WireMessage[]> {
    const request = (command: string, body: object) => this.request(command, body);
    return this.#inbox.fetchMissed(
      request,
      this.userID,
      this.#parts.dialect.groupReplayS,
      this.judgingTime() / 1000,
    );
  }

  async #onRestored(): Promise<void> {
    try {
      for (const wire of await this.#missed()) this.#onMessage(wire);
      this.listeners.sdk.tell('onConnectSuccess');
    } catch (thrown) {
      this.emit({ kind: 'note', text: `catching up failed: ${SigError.from(thrown).message}` });
    }
  }

  #onEnded(error: SigError): void {
    const event =
      error.code === CODE.ERR_LOGIN_KICKED_OFF_BY_OTHER
        ? 'onKickedOffline'
        : error.code === CODE.ERR_SVR_ACCOUNT_USERSIG_EXPIRED
          ? 'onUserSigExpired'
          : undefined;
    this.emit({
      kind: 'event',
      name: event ?? 'onConnectFailed',
      args: { code: error.code, desc: error.message },
    });
    this.#leave();
    if (event) this.listeners.sdk.tell(event);
    else this.listeners.sdk.tell('onConnectFailed', error.code, error.message);
  }
}

/** The notice that the hub has ended this log-in (Web SDK 3.6: event 10 with a KickoutMsgNotify). */
function isKickOut(event: PushEvent): boolean {
  const notices = (event.C2cNotifyMsgArray ?? []) as { KickoutMsgNotify?: unknown }[];
  return notices.some((notice) => notice.KickoutMsgNotify !== undefined);
}

const ARGUMENTS: Readonly<Record<keyof V2TIMSignalingListener, readonly string[]>> = {
  onReceiveNewInvitation: ['inviteID', 'inviter', 'groupID', 'inviteeList', 'data'],
  onInviteeAccepted: ['inviteID', 'invitee', 'data'],
  onInviteeRejected: ['inviteID', 'invitee', 'data'],
  onInvitationCancelled: ['inviteID', 'inviter', 'data'],
  onInvitationTimeout: ['inviteID', 'inviteeList'],
  onInvitationModified: ['inviteID', 'data'],
};

function namedArgs(name: keyof V2TIMSignalingListener, args: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(ARGUMENTS[name].map((key, index) => [key, args[index]]));
}

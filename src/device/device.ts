import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { V2TIMMessage } from '../im/v2tim-message.js';
import { isGroupMessage, type PushBody, type PushEvent, type WireMessage } from '../im/wire.js';
import { signalOf } from '../signaling/read-wire.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import type { TracePayload } from '../trace/event.js';
import type { Trace } from '../trace/trace.js';
import type { V2TIMAdvancedMsgListener, V2TIMSDKListener } from './listener-types.js';
import { Listeners } from './listeners.js';
import { DeviceLogin, type DeviceParts } from './login.js';
import { messageID, toV2TIMMessage } from './messages.js';
import type { ReconnectionListener } from './reconnecting-connection.js';
import { type ReceivedSignal, Signaling } from './signaling.js';
import { SignalingListeners } from './signaling-listeners.js';

export type LoginStatus = 'loggedOut' | 'loggingIn' | 'loggedIn';

/** One device: its listeners, which stay, and the log-in of the moment. What the hub pushes goes from here to listeners. */
export class Device implements ReconnectionListener {
  readonly listeners = {
    signaling: new SignalingListeners({
      told: (name, inviteID, args) => this.emit({ kind: 'event', name, args, inviteID }),
      threw: (name, errors) => this.#noteThrown(name, errors),
    }),
    sdk: new Listeners<V2TIMSDKListener>(),
    message: new Listeners<V2TIMAdvancedMsgListener>(),
  };
  readonly parts: DeviceParts;
  #trace: Trace | undefined;
  #login: DeviceLogin | undefined;
  /** Lives as long as the log-in it is built on. */
  #signaling: Signaling | undefined;

  constructor(parts: DeviceParts, trace: Trace | undefined) {
    this.parts = parts;
    this.#trace = trace;
  }

  /** '' when nobody is logged in. */
  get userID(): string {
    return this.#login?.userID ?? '';
  }

  get status(): LoginStatus {
    if (!this.#login) return 'loggedOut';
    return this.#login.established ? 'loggedIn' : 'loggingIn';
  }

  /** @throws SigError 6014 when nobody is logged in */
  get login(): DeviceLogin {
    if (!this.#login) throw notLoggedIn();
    return this.#login;
  }

  /** @throws SigError 6014 when nobody is logged in */
  get signaling(): Signaling {
    if (!this.#signaling) throw notLoggedIn();
    return this.#signaling;
  }

  /** Undefined when nobody is logged in. */
  get signalingIfAny(): Signaling | undefined {
    return this.#signaling;
  }

  newInviteID(): string {
    return this.parts.dialect.newInviteID(this.parts.entropy);
  }

  emit(payload: TracePayload): void {
    this.#trace?.emit(this.userID, this.parts.name, payload);
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
    return signalOf(this.parts.dialect, message.elements, message.cloudCustomData) ?? null;
  }

  /** @throws SigError 7501 a log-in is running, and as {@link DeviceLogin.open} */
  async logIn(userID: string, userSig: string): Promise<void> {
    if (this.status === 'loggingIn') throw new SigError(CODE.ERR_SDK_ACCOUNT_LOGIN_IN_PROCESS);
    if (this.status === 'loggedIn') {
      if (this.userID === userID) return;
      await this.logOut();
    }
    const login = new DeviceLogin(this.parts, userID, userSig, this);
    this.#login = login;
    this.#signaling = new Signaling(login, this.listeners.signaling);
    try {
      await login.open();
      this.#signaling.resume();
      await this.#catchUp(login);
    } catch (thrown) {
      if (this.#login === login) this.stop();
      throw SigError.from(thrown);
    }
    this.listeners.sdk.notify((listener) => listener.onConnectSuccess?.());
  }

  async logOut(): Promise<void> {
    const login = this.#login;
    if (!login) return;
    try {
      await login.request('im_open_status.wslogout', { wslogout_type: 0 });
    } catch {
      // With the connection down the hub has seen the log-out already.
    }
    if (this.#login === login) this.#leave();
  }

  /** The device is gone without a word, as when its process dies: nothing more is sent or heard. */
  stop(): void {
    this.#signaling?.stop();
    this.#login?.close();
    this.#login = undefined;
    this.#signaling = undefined;
  }

  #leave(): void {
    this.#signaling?.end();
    this.stop();
  }

  onPush(push: PushBody): void {
    const login = this.#login;
    if (!login) return;
    if (push.EventArray.some(isKickOut)) {
      login.end(new SigError(CODE.ERR_LOGIN_KICKED_OFF_BY_OTHER));
      return;
    }
    for (const received of login.receive(push)) {
      if (received.kind === 'message') this.#onMessage(received.wire);
      else if (received.kind === 'modified') this.#onModified(received.wire);
      else {
        const msgID = messageID(received.message);
        this.listeners.message.notify((listener) => listener.onRecvMessageRevoked?.(msgID));
      }
    }
  }

  onBroken(reason: string): void {
    this.listeners.sdk.notify((listener) => listener.onConnectFailed?.(CODE.ERR_SDK_NET_DISCONNECT, reason));
    this.listeners.sdk.notify((listener) => listener.onConnecting?.());
  }

  async onRestored(): Promise<void> {
    try {
      for (const wire of await this.login.fetchMissed()) this.#onMessage(wire);
      this.listeners.sdk.notify((listener) => listener.onConnectSuccess?.());
    } catch (thrown) {
      this.emit({ kind: 'note', text: `catching up failed: ${SigError.from(thrown).message}` });
    }
  }

  onEnded(error: SigError): void {
    const { code, message: desc } = error;
    const name = ENDINGS.get(code) ?? 'onConnectFailed';
    this.emit({ kind: 'event', name, args: { code, desc } });
    this.#leave();
    this.listeners.sdk.notify((listener) => {
      if (name === 'onKickedOffline') listener.onKickedOffline?.();
      else if (name === 'onUserSigExpired') listener.onUserSigExpired?.();
      else listener.onConnectFailed?.(code, desc);
    });
  }

  /** At log-in: what came while the device was away. */
  async #catchUp(login: DeviceLogin): Promise<void> {
    const missed = await login.fetchMissed();
    for (const wire of missed) if (!isGroupMessage(wire)) this.#tellNewMessage(wire);
    const signals: ReceivedSignal[] = [];
    for (const wire of missed) {
      const info = this.#signalIn(wire);
      if (info) signals.push({ info, wire, time: wire.MsgTime });
    }
    this.#signaling?.replay(signals);
  }

  #onMessage(wire: WireMessage): void {
    this.#tellNewMessage(wire);
    const info = this.#signalIn(wire);
    if (info) this.#signaling?.receive(info, wire);
  }

  #onModified(wire: WireMessage): void {
    const { message } = this.listeners;
    if (message.hears('onRecvMessageModified')) {
      const modified = toV2TIMMessage(wire, this.userID);
      this.#noteThrown(
        'onRecvMessageModified',
        message.notify((listener) => listener.onRecvMessageModified?.(modified)),
      );
    }
    const info = this.#signalIn(wire);
    if (info) this.#signaling?.receiveModified(info, wire);
  }

  #tellNewMessage(wire: WireMessage): void {
    const { message } = this.listeners;
    if (!message.hears('onRecvNewMessage')) return;
    const received = toV2TIMMessage(wire, this.userID);
    this.#noteThrown(
      'onRecvNewMessage',
      message.notify((listener) => listener.onRecvNewMessage?.(received)),
    );
  }

  #signalIn(wire: WireMessage): SignalingInfo | undefined {
    return signalOf(this.parts.dialect, wire.MsgBody, wire.CloudCustomData);
  }

  #noteThrown(name: string, thrown: readonly unknown[]): void {
    for (const error of thrown)
      this.emit({ kind: 'note', text: `a listener threw in ${name}: ${String(error)}` });
  }
}

/** What the app is told of an end that the hub has made, by its code; of any other that connecting has failed. */
const ENDINGS = new Map<number, 'onKickedOffline' | 'onUserSigExpired'>([
  [CODE.ERR_LOGIN_KICKED_OFF_BY_OTHER, 'onKickedOffline'],
  [CODE.ERR_SVR_ACCOUNT_USERSIG_EXPIRED, 'onUserSigExpired'],
]);

function notLoggedIn(): SigError {
  return new SigError(CODE.ERR_SDK_NOT_LOGGED_IN, undefined, 'log in first');
}

/** The notice that the hub has ended this log-in (Web SDK 3.6: event 10 with a KickoutMsgNotify). */
function isKickOut(event: PushEvent): boolean {
  const notices = (event.C2cNotifyMsgArray ?? []) as { KickoutMsgNotify?: unknown }[];
  return notices.some((notice) => notice.KickoutMsgNotify !== undefined);
}

import { MemoryInvitationStore } from '../../device/invitation-store.js';
import { V2TIMManager } from '../../device/v2tim-manager.js';
import type { Connector } from '../../hub/core/connection.js';
import { firstCustom, TEXT_ELEM } from '../../im/elements.js';
import type { V2TIMMessage } from '../../im/v2tim-message.js';
import type { Clock } from '../../runtime/clock.js';
import type { Entropy } from '../../runtime/entropy.js';
import type { DialectName } from '../../signaling/dialects/index.js';
import { dialects } from '../../signaling/dialects/index.js';
import type { Trace } from '../../trace/trace.js';
import { echoOf, isByUser } from '../own-call-echo.js';

/** Something a listener was told. */
export interface HeardEvent {
  /** 1, 2, 3 ... over all devices of a testbed. */
  order: number;
  /** Unix ms. */
  at: number;
  /** The listener's method. */
  name: string;
  args: Record<string, unknown>;
  /** '' where it is about no invitation. */
  inviteID: string;
  /** An expectation has been met by it. */
  claimed: boolean;
  /** Not counted when "nothing else" may happen: news of the line, and what a device is told of its own calls. */
  quiet: boolean;
}

export interface TestDeviceParts {
  user: string;
  device: string;
  platform: string | undefined;
  dialect: DialectName;
  clockOffset: number;
  sdkAppID: number;
  connector: Connector;
  clock: Clock;
  entropy: Entropy;
  trace: Trace;
  nextOrder: () => number;
}

/** One device of one user with all it has heard; it can be switched off and on like a phone. */
export class TestDevice {
  readonly user: string;
  readonly device: string;
  readonly heard: HeardEvent[] = [];
  /** Whether its line stands, by what its SDK was told; true where nobody is logged in. */
  lineIsUp = true;
  /** Order of the last thing heard that an expectation was met by. */
  lastClaimed = 0;
  #parts: TestDeviceParts;
  /** What is on the device's disk. */
  #store: MemoryInvitationStore | undefined;
  #sdk!: V2TIMManager;
  #clockOffset: number;
  /** Own calls that the SDK may tell of, while they run: how many, by the listener's method and the inviteID. */
  #inFlight = new Map<string, number>();

  constructor(parts: TestDeviceParts) {
    this.#parts = parts;
    this.user = parts.user;
    this.device = parts.device;
    this.#clockOffset = parts.clockOffset;
    this.#store = dialects[parts.dialect].hasDatabase ? new MemoryInvitationStore() : undefined;
    parts.trace.subscribe((event) => {
      if (event.kind !== 'call' && event.kind !== 'result') return;
      const echo = echoOf(event.method);
      if (!echo || event.user !== this.user || event.device !== this.device) return;
      const key = `${echo} ${event.inviteID}`;
      const inFlight = (this.#inFlight.get(key) ?? 0) + (event.kind === 'call' ? 1 : -1);
      if (inFlight > 0) this.#inFlight.set(key, inFlight);
      else this.#inFlight.delete(key);
    });
    this.start();
  }

  /** `bob`, or `bob's pad`. */
  get name(): string {
    return this.device === DEFAULT_DEVICE ? this.user : `${this.user}'s ${this.device}`;
  }

  get sdk(): V2TIMManager {
    return this.#sdk;
  }

  get dialect(): DialectName {
    return this.#parts.dialect;
  }

  get online(): boolean {
    return this.#sdk.getLoginUser() !== '' && this.#sdk.getLoginStatus() === 'loggedIn';
  }

  set clockOffset(ms: number) {
    this.#clockOffset = ms;
    this.#sdk.clockOffset = ms;
  }

  /** A new process of the app: the SDK is initialised, nobody is logged in. */
  start(): void {
    this.lineIsUp = true;
    const { device, platform, dialect, sdkAppID, connector, clock, entropy, trace } = this.#parts;
    this.#sdk = new V2TIMManager();
    this.#sdk.initSDK(sdkAppID, {
      hub: connector,
      device,
      dialect,
      clockOffset: this.#clockOffset,
      clock,
      entropy,
      trace,
      ...(platform === undefined ? {} : { platform }),
      ...(this.#store ? { store: this.#store } : {}),
    });
    this.#listen(this.#sdk);
  }

  /** The process is gone; what is on its disk stays. */
  crash(): void {
    this.#sdk.unInitSDK();
  }

  #listen(sdk: V2TIMManager): void {
    sdk.addSignalingListener({
      onReceiveNewInvitation: (inviteID, inviter, groupID, inviteeList, data) =>
        this.#hear('onReceiveNewInvitation', { inviteID, inviter, groupID, inviteeList, data }),
      onInviteeAccepted: (inviteID, invitee, data) =>
        this.#hear('onInviteeAccepted', { inviteID, invitee, data }),
      onInviteeRejected: (inviteID, invitee, data) =>
        this.#hear('onInviteeRejected', { inviteID, invitee, data }),
      onInvitationCancelled: (inviteID, inviter, data) =>
        this.#hear('onInvitationCancelled', { inviteID, inviter, data }),
      onInvitationTimeout: (inviteID, inviteeList) =>
        this.#hear('onInvitationTimeout', { inviteID, inviteeList }),
      onInvitationModified: (inviteID, data) => this.#hear('onInvitationModified', { inviteID, data }),
    });
    sdk.addSDKListener({
      onConnecting: () => this.#hear('onConnecting', {}),
      onConnectSuccess: () => this.#hear('onConnectSuccess', {}),
      onConnectFailed: (code, desc) => this.#hear('onConnectFailed', { code, desc }),
      onKickedOffline: () => this.#hear('onKickedOffline', {}),
      onUserSigExpired: () => this.#hear('onUserSigExpired', {}),
    });
    sdk.addAdvancedMsgListener({
      onRecvNewMessage: (message) => this.#hearMessage('onRecvNewMessage', message),
      onRecvMessageModified: (message) => this.#hearMessage('onRecvMessageModified', message),
      onRecvMessageRevoked: (msgID) => this.#hear('onRecvMessageRevoked', { msgID }),
    });
  }

  /** Signals are messages too; they are told by the signaling listener, and not here once more. */
  #hearMessage(name: string, message: V2TIMMessage): void {
    if (this.#sdk.getSignallingInfo(message) !== null) return;
    const text = message.elements.find((each) => each.MsgType === TEXT_ELEM)?.MsgContent.Text;
    const custom = firstCustom(message.elements);
    const args = {
      sender: message.sender,
      groupID: message.groupID,
      ...(typeof text === 'string' ? { text } : {}),
      ...(custom ? { data: custom.data } : {}),
    };
    this.#hear(name, args, message.sender === this.user);
    this.#parts.trace.emit(this.user, this.device, { kind: 'event', name, args });
  }

  #hear(
    name: string,
    args: Record<string, unknown>,
    quiet = QUIET.has(name) || this.#isEcho(name, args),
  ): void {
    if (name === 'onConnecting' || name === 'onConnectFailed') this.lineIsUp = false;
    else if (ENDS_WAITING.has(name)) this.lineIsUp = true;
    const inviteID = typeof args.inviteID === 'string' ? args.inviteID : '';
    const { clock, nextOrder } = this.#parts;
    this.heard.push({ order: nextOrder(), at: clock.now(), name, args, inviteID, claimed: false, quiet });
  }

  /** Whether the SDK tells no more than that an own call succeeds: it does so before the call's own result. */
  #isEcho(name: string, args: Record<string, unknown>): boolean {
    return this.#inFlight.has(`${name} ${args.inviteID}`) && isByUser(this.user, args);
  }
}

/** The device of a user of whom no device is named. */
export const DEFAULT_DEVICE = 'phone';

/** The line is there again, or nobody tries any more. */
const ENDS_WAITING: ReadonlySet<string> = new Set([
  'onConnectSuccess',
  'onKickedOffline',
  'onUserSigExpired',
]);

const QUIET: ReadonlySet<string> = new Set(['onConnecting', 'onConnectSuccess', 'onConnectFailed']);

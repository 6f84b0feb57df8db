import type { Connector } from '../hub/core/connection.js';
import { toWirePush } from '../im/offline-push.js';
import type { PushBody, ResponseBody, WireMessage } from '../im/wire.js';
import type { Entropy } from '../runtime/entropy.js';
import type { Dialect } from '../signaling/dialect.js';
import type { DeviceClock } from './device-clock.js';
import { Inbox, type Received } from './inbox.js';
import type { InvitationStore } from './invitation-store.js';
import type { OutgoingMessage } from './outgoing-message.js';
import { requestUntilAnswered } from './persistent-request.js';
import { ReconnectingConnection, type ReconnectionListener } from './reconnecting-connection.js';

/** What a device is, whoever is logged in on it. */
export interface DeviceParts {
  sdkAppID: number;
  connector: Connector;
  clock: DeviceClock;
  entropy: Entropy;
  dialect: Dialect;
  /** The device's name. */
  name: string;
  platform: string;
  store: InvitationStore;
}

/**
 * One log-in of one user on a device: born with it, dead at the log-out. Signaling, messages, groups, relations and
 * history are built on it; what outlives it is in the device's store.
 */
export class DeviceLogin {
  readonly userID: string;
  readonly clock: DeviceClock;
  readonly entropy: Entropy;
  readonly dialect: Dialect;
  readonly store: InvitationStore;
  #connection: ReconnectingConnection;
  #inbox: Inbox;
  #established = false;
  #closed = false;
  #seq: number;

  /** @param listener hears what the connection brings, until {@link close} */
  constructor(parts: DeviceParts, userID: string, userSig: string, listener: ReconnectionListener) {
    const { sdkAppID, connector, clock, entropy, dialect, name, platform, store } = parts;
    this.userID = userID;
    this.clock = clock;
    this.entropy = entropy;
    this.dialect = dialect;
    this.store = store;
    this.#inbox = new Inbox(store);
    this.#seq = entropy.uint32() % 1_000_000_000;
    this.#connection = new ReconnectingConnection({
      ...{ connector, clock, listener },
      credentials: { sdkAppID, identifier: userID, userSig, platform, device: name },
    });
  }

  /** Connects and logs in. @throws SigError as {@link ReconnectingConnection.open} */
  async open(): Promise<void> {
    await this.#connection.open();
    this.#established = true;
  }

  /** Whether the hub has let this log-in in. */
  get established(): boolean {
    return this.#established;
  }

  get tinyID(): string {
    return this.#connection.tinyID;
  }

  /** The connection is closed, and nothing more is heard. */
  close(): void {
    this.#closed = true;
    this.#connection.close();
  }

  /** Whether it is over. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Ends the log-in for good, as the hub wants it; its listener hears why. */
  end(...[error]: Parameters<ReconnectingConnection['end']>): void {
    this.#connection.end(error);
  }

  /** @throws SigError 9508 while the connection is down, 9520 without an answer in time, the answer's code if not 0 */
  request(command: string, body: object): Promise<ResponseBody> {
    return this.#connection.request(command, body);
  }

  /** The sender's own message number. */
  nextSeq(): number {
    return ++this.#seq;
  }

  /**
   * Sends one message, as often as the SDK does.
   * @throws SigError as {@link request}; native: 9523 when it could not be sent for 15 s, 9524 without an answer in 15 s
   */
  send(message: OutgoingMessage): Promise<ResponseBody> {
    const common = {
      From_Account: this.userID,
      MsgBody: [message.element],
      CloudCustomData: '',
      OfflinePushInfo: toWirePush(message.push, message.onlineUserOnly),
      SendMsgControl: message.control,
      MsgClientTime: Math.floor(this.clock.ownTime() / 1000),
    };
    if (message.groupID !== '') {
      return this.#deliver('group_open_http_svc.send_group_msg', {
        ...common,
        GroupId: message.groupID,
        Random: message.random,
        ClientSeq: message.seq,
        MsgPriority: message.priority,
        OnlineOnlyFlag: message.onlineUserOnly ? 1 : 0,
      });
    }
    return this.#deliver('openim.sendmsg', {
      ...common,
      To_Account: message.to,
      MsgSeq: message.seq,
      MsgRandom: message.random,
      ...(message.onlineUserOnly ? { MsgLifeTime: 0 } : {}),
    });
  }

  #deliver(command: string, body: object): Promise<ResponseBody> {
    const { resend } = this.dialect;
    return resend
      ? requestUntilAnswered(this.#connection, this.clock, resend, command, body)
      : this.request(command, body);
  }

  /** What a push holds that is new here. */
  receive(push: PushBody): Received[] {
    return this.#inbox.receive(push);
  }

  /** What is unread at the hub and new here, old to new. */
  fetchMissed(): ReturnType<Inbox['fetchMissed']> {
    const { groupReplayS } = this.dialect;
    return this.#inbox.fetchMissed(this, this.userID, groupReplayS, this.judgingTime() / 1000);
  }

  /** The time by which the age of a message is judged, unix ms. */
  judgingTime(): number {
    return this.dialect.agesByServerTime
      ? this.clock.now() + this.#connection.serverAheadMs
      : this.clock.ownTime();
  }

  /** How old a message is, in whole seconds. */
  ageS(wire: WireMessage): number {
    return Math.floor(this.judgingTime() / 1000) - wire.MsgTime;
  }
}

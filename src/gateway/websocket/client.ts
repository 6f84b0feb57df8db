import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import type { Frame } from '../../hub/network/network.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { failBody, type PushBody, type ResponseBody } from '../../im/wire.js';
import type { CancelTimer } from '../../runtime/clock.js';
import type { LimitedLog } from '../limited-log.js';
import type { LiveNetwork } from '../live-network.js';
import type { PushWriter } from './push-frame.js';
import { ACK_WAIT_MS, type RedeliveryQueue } from './redelivery-queue.js';
import type { RedeliveryQueues } from './redelivery-queues.js';
import { type RequestFrame, type RequestHead, readFrame } from './request-frame.js';

export interface ClientOptions {
  sdkAppID: number;
  platform: string;
  /** The device's own name, or the Web SDK's instanceid: one per SDK instance, for its life. */
  device: string;
  /** `/binfo` speaks in binary frames, `/info` in text frames. */
  binary: boolean;
  /** Whether the SDK acknowledges pushes: those that it does not are sent again. */
  acknowledges: boolean;
  /** Bytes that may wait for a slow reader before its connection is cut. */
  maxBacklog: number;
  /** Requests of one connection that may wait for an answer. */
  maxPending: number;
  /** Their characters, all together. */
  maxPendingLength: number;
}

const LOGIN = 'im_open_status.wslogin';
const PUSH = 'im_open_push.msg_push';
const ACK = 'openim.ws_msg_push_ack';

/** What the connections of one endpoint share. */
export interface ConnectionParts {
  hub: Hub;
  writer: PushWriter;
  queues: RedeliveryQueues;
  /** Told why a connection is closed from this side. */
  log: LimitedLog;
  network: LiveNetwork;
}

/** One SDK's connection: its frames in, the hub's answers and pushes out. */
export class WebSocketClient {
  /** Cleared before each ping; a connection that has not ponged by the next is dead. */
  alive = true;
  #hub: Hub;
  #writer: PushWriter;
  #queues: RedeliveryQueues;
  #log: LimitedLog;
  #network: LiveNetwork;
  #socket: WebSocket;
  #stream: Duplex;
  #session: Session;
  #options: ClientOptions;
  #pending = 0;
  #pendingLength = 0;
  #gathering = false;
  #closing = false;
  /** The log-in that this connection has, and its unacknowledged pushes. */
  #a2 = '';
  #queue: RedeliveryQueue | undefined;
  #cancelAckTimer: CancelTimer | undefined;

  /** @param stream what `socket` writes to */
  constructor(
    { hub, writer, queues, log, network }: ConnectionParts,
    socket: WebSocket,
    stream: Duplex,
    options: ClientOptions,
  ) {
    this.#hub = hub;
    this.#writer = writer;
    this.#queues = queues;
    this.#log = log;
    this.#network = network;
    this.#socket = socket;
    this.#stream = stream;
    this.#options = options;
    const { sdkAppID, platform, device } = options;
    this.#session = hub.open(
      { sdkAppID, platform, device },
      {
        push: (body) => this.#push(body),
        close: (reason) => this.close(1001, reason),
      },
    );
    socket.on('message', (data) => this.#receive(data));
    socket.on('pong', () => {
      this.alive = true;
    });
    // ws closes the connection itself after a broken or oversized frame.
    socket.on('error', (error) => this.#noteClosing(error.message));
    socket.on('close', () => this.#gone());
  }

  ping(): void {
    this.alive = false;
    this.#socket.ping();
  }

  /** Cuts it at once: nobody reads at the other end. */
  terminate(reason: string): void {
    this.#noteClosing(reason);
    this.#socket.terminate();
  }

  close(code: number, reason: string): void {
    this.#noteClosing(reason);
    this.#socket.close(code, reason.slice(0, 120));
  }

  #noteClosing(reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    const { userID, credentials } = this.#session;
    this.#log.note(`the hub closes the connection: ${reason}`, { user: userID, device: credentials.device });
  }

  #receive(data: RawData): void {
    // Nothing more is read from a connection that is being closed.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const text = data.toString();
    const frame = readFrame(text);
    if ('close' in frame) {
      this.close(frame.close, frame.reason);
      return;
    }
    if (this.#network.isPerfect) this.#take(frame, text.length);
    else this.#carry('up', frame.head, frame.body, undefined, () => this.#take(frame, text.length));
  }

  #take(frame: RequestFrame, length: number): void {
    try {
      this.#request(frame, length);
    } catch (thrown) {
      this.#answer(frame, failBody(CODE.ERR_SDK_INTERNAL_ERROR, SigError.from(thrown).message));
    }
  }

  /** Over a network that somebody has made bad. @param request what a frame answers */
  #carry(
    direction: Frame['direction'],
    { servcmd, identifier }: Pick<RequestHead, 'servcmd'> & Partial<RequestHead>,
    body: unknown,
    request: RequestFrame | undefined,
    deliver: () => void,
  ): void {
    const { userID, credentials } = this.#session;
    const user = userID || (identifier ?? credentials.identifier ?? '');
    const common = { user, device: credentials.device };
    const frame: Frame = { ...common, direction, command: servcmd, body };
    if (request) {
      frame.request = { ...common, direction: 'up', command: request.head.servcmd, body: request.body };
    }
    const alive = () => this.#socket.readyState === this.#socket.OPEN;
    this.#network.pass(frame, () => alive() && deliver(), alive);
  }

  #gone(): void {
    this.#cancelAckTimer?.();
    this.#followLogin();
    if (this.#a2 !== '') this.#queues.leave(this.#a2, this, this.#hub.clock.now());
    this.#hub.drop(this.#session);
  }

  #request(frame: RequestFrame, length: number): void {
    const { head, body, refusal } = frame;
    this.#identify(head);
    this.#trace('up', head.servcmd, body);
    if (head.servcmd === ACK) {
      // SDKs wait for no answer to it.
      this.#queue?.acknowledge(String((body as { SessionData?: unknown }).SessionData));
      return;
    }
    if (refusal) {
      this.#answer(frame, failBody(refusal.code, refusal.message));
      return;
    }
    const { maxPending, maxPendingLength } = this.#options;
    if (this.#pending >= maxPending || this.#pendingLength + length > maxPendingLength) {
      this.#answer(
        frame,
        failBody(
          CODE.ERR_SVR_SSO_FREQ_LIMIT,
          `${this.#pending} requests of this connection wait for an answer`,
        ),
      );
      return;
    }
    this.#pending++;
    this.#pendingLength += length;
    this.#hub.submit(this.#session, head.servcmd, body, (answer) => {
      this.#pending--;
      this.#pendingLength -= length;
      this.#followLogin();
      this.#answer(frame, answer);
    });
  }

  /**
   * Who sends is told by the frame's head: identifier and usersig at log-in, the A2Key from then on. After a dropped
   * socket the SDK first sends again what was not answered, and logs in only then: so the A2Key alone must do.
   */
  #identify(head: RequestHead): void {
    const session = this.#session;
    const login = head.servcmd === LOGIN;
    if (!login && (head.a2 === undefined || session.userID !== '')) return;
    const { platform, device } = session.credentials;
    session.credentials = {
      sdkAppID: head.sdkappid ?? session.credentials.sdkAppID,
      platform,
      device,
      ...(head.identifier !== undefined && { identifier: head.identifier }),
      ...(head.usersig !== undefined && { userSig: head.usersig }),
      ...(head.a2 !== undefined && { a2: head.a2 }),
    };
    if (!login) this.#hub.submit(session, LOGIN, {}, () => this.#followLogin());
  }

  #push(body: PushBody): void {
    this.#followLogin();
    const frame = this.#writer.write(body, this.#queue !== undefined);
    this.#queue?.add(frame.id, frame.bytes, this.#hub.clock.now());
    this.#awaitAcks();
    this.#sendPush(frame.bytes, frame.body);
  }

  #sendPush(bytes: Buffer, body: unknown): void {
    const send = () => {
      this.#trace('down', PUSH, body);
      this.#send(bytes);
    };
    if (this.#network.isPerfect) send();
    else this.#carry('down', { servcmd: PUSH }, body, undefined, send);
  }

  /** Whoever is logged in on this connection now: what that log-in has not acknowledged on an earlier one comes first. */
  #followLogin(): void {
    const { a2 } = this.#session;
    if (!this.#options.acknowledges || a2 === this.#a2) return;
    if (this.#a2 !== '') this.#queues.close(this.#a2, this);
    this.#a2 = a2;
    this.#queue = a2 === '' ? undefined : this.#queues.open(a2, this);
    this.#sendAgain(true);
  }

  #sendAgain(onNewConnection: boolean): void {
    for (const frame of this.#queue?.due(this.#hub.clock.now(), onNewConnection) ?? []) {
      const isRead = this.#hub.trace.framesHeard || !this.#network.isPerfect;
      this.#sendPush(frame, isRead ? JSON.parse(frame.toString()).body : undefined);
    }
    this.#awaitAcks();
  }

  #awaitAcks(): void {
    if (!this.#queue?.size || this.#cancelAckTimer) return;
    this.#cancelAckTimer = this.#hub.clock.setTimer(ACK_WAIT_MS, () => {
      this.#cancelAckTimer = undefined;
      this.#followLogin();
      this.#sendAgain(false);
    });
  }

  #answer(request: RequestFrame, body: ResponseBody): void {
    const { head } = request;
    const { sdkappid = this.#options.sdkAppID } = head;
    const send = () => {
      this.#trace('down', head.servcmd, body);
      this.#send(
        `{"head":{"ver":"v4","servcmd":"${head.servcmd}","seq":${head.seq},"sdkappid":${sdkappid}},"body":${JSON.stringify(body)}}`,
      );
    };
    if (this.#network.isPerfect) send();
    else this.#carry('down', head, body, request, send);
  }

  #send(frame: string | Buffer): void {
    if (this.#socket.bufferedAmount > this.#options.maxBacklog) {
      // A close frame would only join the queue that is not being read.
      this.terminate(`${this.#socket.bufferedAmount} bytes wait to be read`);
      return;
    }
    this.#gather();
    this.#socket.send(frame, { binary: this.#options.binary });
  }

  /** What the hub lets out in one go goes to the system in one write: a write costs more than a frame. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.#stream.cork();
    process.nextTick(() => {
      this.#gathering = false;
      this.#stream.uncork();
    });
  }

  #trace(direction: 'up' | 'down', command: string, body: unknown): void {
    const { trace } = this.#hub;
    if (!trace.framesHeard) return;
    const { userID, credentials } = this.#session;
    trace.emit(userID || (credentials.identifier ?? ''), credentials.device, {
      kind: 'frame',
      direction,
      command,
      body,
      fate: 'delivered',
    });
  }
}

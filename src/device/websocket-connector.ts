import { WebSocket } from 'ws';
import type { Connection, ConnectionEvents, Connector, Credentials } from '../hub/core/connection.js';
import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { PushBody, ResponseBody } from '../im/wire.js';
import type { CancelTimer, Clock } from '../runtime/clock.js';
import { realClock } from '../runtime/real-clock.js';

/** Web SDK 3.6: no answer within 15 s counts as a network time-out. */
const REQUEST_TIMEOUT_MS = 15_000;

interface ServerFrame {
  head: { servcmd: string; seq: number };
  body: unknown;
}

const PUSH = 'im_open_push.msg_push';

/** Undefined for what is no frame: a proxy's page, half a frame. */
function readFrame(text: string): ServerFrame | undefined {
  let frame: { head?: { servcmd?: unknown }; body?: { EventArray?: unknown } } | null;
  try {
    frame = JSON.parse(text);
  } catch {
    return undefined;
  }
  const command = frame?.head?.servcmd;
  if (typeof command !== 'string' || typeof frame?.body !== 'object' || frame.body === null) return undefined;
  if (command === PUSH && !Array.isArray(frame.body.EventArray)) return undefined;
  return frame as ServerFrame;
}

interface Waiting {
  resolve(answer: ResponseBody): void;
  reject(error: SigError): void;
  giveUp: CancelTimer;
}

/**
 * A line to a hub's websocket endpoint, in the frames that the Web SDK speaks.
 * @param url `ws://HOST:PORT`
 */
export function websocketConnector(url: string, clock: Clock = realClock): Connector {
  return {
    connect(credentials, events) {
      const { sdkAppID, platform, device } = credentials;
      const query = new URLSearchParams({ sdkappid: String(sdkAppID), platform, device, sdkversion: 'sig' });
      const socket = new WebSocket(`${url.replace(/\/$/, '')}/info?${query}`);
      return new Promise((resolve, reject) => {
        socket.once('open', () => resolve(new WebSocketConnection(socket, credentials, events, clock)));
        socket.once('error', (error) =>
          reject(new SigError(CODE.ERR_SDK_NET_DISCONNECT, `no line to ${url}: ${error.message}`)),
        );
      });
    },
  };
}

class WebSocketConnection implements Connection {
  #socket: WebSocket;
  #credentials: Credentials;
  #events: ConnectionEvents;
  #clock: Clock;
  #seq = 0;
  #waiting = new Map<number, Waiting>();
  #open = true;

  constructor(socket: WebSocket, credentials: Credentials, events: ConnectionEvents, clock: Clock) {
    this.#socket = socket;
    this.#credentials = credentials;
    this.#events = events;
    this.#clock = clock;
    socket.on('message', (data) => this.#onFrame(String(data)));
    socket.on('error', () => {});
    socket.on('close', (_code, reason) => this.#onClose(String(reason)));
  }

  request(command: string, body: object): Promise<ResponseBody> {
    return new Promise((resolve, reject) => {
      if (!this.#open) {
        reject(new SigError(CODE.ERR_SDK_NET_DISCONNECT));
        return;
      }
      const seq = ++this.#seq;
      const giveUp = this.#clock.setTimer(REQUEST_TIMEOUT_MS, () => {
        this.#waiting.delete(seq);
        reject(new SigError(CODE.ERR_SDK_NET_WAIT_ACK_TIMEOUT));
      });
      this.#waiting.set(seq, { resolve, reject, giveUp });
      this.#write(command, seq, body);
    });
  }

  close(): void {
    this.#open = false;
    this.#socket.close();
    this.#failAll();
  }

  #onFrame(text: string): void {
    const frame = readFrame(text);
    if (!frame) {
      this.#socket.close();
      this.#onClose('what answers is no hub: it sent something else than frames');
      return;
    }
    const { head, body } = frame;
    if (head.servcmd === PUSH) {
      if (this.#open) this.#onPush(body as PushBody);
      return;
    }
    const waiting = this.#waiting.get(head.seq);
    if (!waiting) return;
    this.#waiting.delete(head.seq);
    waiting.giveUp();
    waiting.resolve(body as ResponseBody);
  }

  /** What is not acknowledged comes again. */
  #onPush(push: PushBody): void {
    if (push.NeedAck === 1)
      this.#write('openim.ws_msg_push_ack', ++this.#seq, { SessionData: push.SessionData });
    this.#events.onPush(push);
  }

  #write(command: string, seq: number, body: object): void {
    const { sdkAppID, identifier, userSig, a2 } = this.#credentials;
    const login = command === 'im_open_status.wslogin';
    const who = login ? { identifier, usersig: userSig, a2 } : { a2 };
    const head = { ver: 'v4', sdkappid: sdkAppID, contenttype: 'json', ...who, servcmd: command, seq };
    this.#socket.send(JSON.stringify({ head, body }));
  }

  #onClose(reason: string): void {
    this.#failAll();
    if (!this.#open) return;
    this.#open = false;
    this.#events.onClose(reason || 'connection lost');
  }

  #failAll(): void {
    for (const { reject, giveUp } of this.#waiting.values()) {
      giveUp();
      reject(new SigError(CODE.ERR_SDK_NET_DISCONNECT));
    }
    this.#waiting.clear();
  }
}

import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HttpLimits } from '../../../src/gateway/http-limits.js';
import { type RunningHub, startHub } from '../../../src/gateway/running-hub.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { post, text } from '../rest/rest-client.js';
import { RawClient } from '../websocket/raw-client.js';

export const TOKEN = 'the token';

/** A whole hub with all its endpoints, closed when the test ends. */
export async function openTarget(limits: Partial<HttpLimits> = {}): Promise<RunningHub> {
  const target = await startHub({
    ...{ store: new MemoryStore(), storeName: 'memory', version: '0', token: TOKEN, limits },
  });
  onTestFinished(() => target.close());
  return target;
}

let random = 1;

/** Asks each endpoint something good; throws unless each answers as ever. */
export async function mustServe({ port }: RunningHub): Promise<void> {
  const bob = await RawClient.open(`ws://127.0.0.1:${port}`);
  const login = await bob.request('im_open_status.wslogin', {}, { identifier: 'bob', usersig: 'any' });
  if (login.ErrorCode !== 0) throw new Error(`websocket: ${login.ErrorInfo}`);
  const pushed = bob.frames.length;
  const sent = await post(port, 'openim/sendmsg', {
    To_Account: 'bob',
    MsgRandom: random++,
    MsgBody: text('hello'),
  });
  if (sent.ErrorCode !== 0) throw new Error(`rest: ${sent.ErrorInfo}`);
  while (bob.frames.length === pushed) await new Promise((resolve) => bob.socket.once('message', resolve));
  const status = await control(port, '{"method":"status"}');
  if (!status.body.includes('"result"')) throw new Error(`control: ${status.body}`);
  bob.socket.terminate();
}

export async function control(port: number, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}/control/v1/call`, {
    ...{ method: 'POST', body, headers: { authorization: `Bearer ${TOKEN}`, ...headers } },
  });
  return { status: response.status, body: await response.text() };
}

/** A bare socket; what came, and how it ended. */
export class Line {
  readonly socket: Socket;
  received = '';
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1');
    });
    this.closed = new Promise((resolve) => {
      this.socket.once('end', resolve);
      this.socket.once('close', () => resolve());
    });
    onTestFinished(() => void this.socket.destroy());
  }

  write(bytes: string | Buffer): void {
    if (this.socket.writable) this.socket.write(bytes);
  }

  /** Writes a byte at a time, until the other side has had enough. */
  trickle(bytes: string, everyMs: number): void {
    let at = 0;
    const timer = setInterval(() => this.write(bytes[at++ % bytes.length]!), everyMs);
    void this.closed.then(() => clearInterval(timer));
  }
}

import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { PushBody, ResponseBody } from '../../../src/im/wire.js';

interface Frame {
  head: { servcmd: string; seq: number };
  body: ResponseBody;
}

/** A bare socket that speaks frames, for what no SDK would send. */
export class RawClient {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  /** Whether each frame came as a binary one. */
  readonly binary: boolean[] = [];
  #seq = 0;
  #waiting = new Map<number, (frame: Frame) => void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data, isBinary) => {
      const frame = JSON.parse(data.toString()) as Frame;
      this.frames.push(frame);
      this.binary.push(isBinary);
      this.#waiting.get(frame.head.seq)?.(frame);
    });
    socket.on('error', () => {});
  }

  /** @param query more of what an SDK says of itself, as `sdkversion=3.6.6` */
  static async open(url: string, path = '/binfo', query = ''): Promise<RawClient> {
    const socket = new WebSocket(`${url}${path}?sdkappid=1400000001&instanceid=raw&platform=7&${query}`);
    onTestFinished(() => socket.terminate());
    const client = new RawClient(socket);
    await once(socket, 'open');
    return client;
  }

  async request(servcmd: string, body: unknown, head: Record<string, unknown> = {}): Promise<ResponseBody> {
    const seq = ++this.#seq;
    const answer = new Promise<Frame>((resolve) => this.#waiting.set(seq, resolve));
    this.socket.send(Buffer.from(JSON.stringify({ head: { ver: 'v4', servcmd, seq, ...head }, body })));
    return (await answer).body;
  }

  /** Sends what nobody answers. */
  send(servcmd: string, body: unknown, head: Record<string, unknown> = {}): void {
    const frame = { head: { ver: 'v4', servcmd, seq: ++this.#seq, ...head }, body };
    this.socket.send(Buffer.from(JSON.stringify(frame)));
  }

  /** The next push that comes. */
  async push(): Promise<PushBody> {
    const [data] = (await once(this.socket, 'message')) as [Buffer];
    const frame = JSON.parse(data.toString()) as Frame;
    return frame.head.servcmd === 'im_open_push.msg_push' ? (frame.body as unknown as PushBody) : this.push();
  }

  /** The code the other side closes with. */
  async closed(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) return 1006;
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }
}

import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { WebSocket } from 'ws';
import { LimitedLog } from '../../src/gateway/limited-log.js';
import { LiveNetwork } from '../../src/gateway/live-network.js';
import { type ConnectionParts, WebSocketClient } from '../../src/gateway/websocket/client.js';
import { PushWriter } from '../../src/gateway/websocket/push-frame.js';
import { RedeliveryQueues } from '../../src/gateway/websocket/redelivery-queues.js';
import type { Hub } from '../../src/hub/hub.js';

const hubs = new Map<string, { parts: ConnectionParts; latencyMs: number }>();

/**
 * Lets page sockets to `ws://NAME` reach this hub.
 * @param latencyMs how long a frame takes each way
 */
export function plugIn(name: string, hub: Hub, latencyMs: number): void {
  hubs.set(name, {
    parts: {
      hub,
      writer: new PushWriter(),
      queues: new RedeliveryQueues(),
      log: new LimitedLog(hub, 'more connections were closed'),
      network: new LiveNetwork(hub),
    },
    latencyMs,
  });
}

/** A page's WebSocket without a network: its frames go to the endpoint's own code by timers alone, so that time can be faked. */
export class LoopbackSocket {
  binaryType = 'blob';
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer | string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly latencyMs: number;
  #far: FarEnd;

  constructor(url: string) {
    const { host, pathname, searchParams } = new URL(url);
    const { parts, latencyMs } = hubs.get(host)!;
    this.latencyMs = latencyMs;
    this.#far = new FarEnd(this);
    new WebSocketClient(parts, this.#far as unknown as WebSocket, new PassThrough(), {
      sdkAppID: Number(searchParams.get('sdkappid')),
      platform: 'Web',
      device: searchParams.get('instanceid') ?? '',
      acknowledges: true,
      binary: pathname === '/binfo',
      maxBacklog: Number.POSITIVE_INFINITY,
      maxPending: 1000,
      maxPendingLength: 4 * 1024 * 1024,
    });
    setTimeout(() => {
      this.readyState = 1;
      this.onopen?.();
    }, latencyMs);
  }

  send(data: string | ArrayBuffer | Uint8Array): void {
    const bytes = Buffer.from(data as string);
    setTimeout(() => this.#far.emit('message', bytes), this.latencyMs);
  }

  close(code = 1000): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    setTimeout(() => this.#far.emit('close'), this.latencyMs);
    setTimeout(() => this.onclose?.({ code, reason: '' }), this.latencyMs);
  }
}

/** The same socket as the endpoint sees it. */
class FarEnd extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  readonly bufferedAmount = 0;
  #near: LoopbackSocket;

  constructor(near: LoopbackSocket) {
    super();
    this.#near = near;
  }

  send(frame: string | Buffer, { binary }: { binary: boolean }): void {
    const bytes = Buffer.from(frame as string);
    const data = binary
      ? bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
      : bytes.toString();
    setTimeout(() => {
      if (this.#near.readyState === 1) this.#near.onmessage?.({ data: data as ArrayBuffer | string });
    }, this.#near.latencyMs);
  }

  close(): void {
    this.#near.close();
  }
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Hub } from '../../hub/hub.js';
import { platformName } from '../../im/platforms.js';
import type { CancelTimer } from '../../runtime/clock.js';
import type { Endpoint } from '../endpoint.js';
import { LimitedLog } from '../limited-log.js';
import { LiveNetwork } from '../live-network.js';
import { WebSocketClient } from './client.js';
import { PushWriter } from './push-frame.js';
import { RedeliveryQueues } from './redelivery-queues.js';

export interface WebSocketEndpointOptions {
  /** Bytes one frame may have; a longer one ends its connection (close code 1009). */
  maxFrame?: number;
  /** Bytes that may wait for a slow reader before its connection is cut. */
  maxBacklog?: number;
  /** Requests of one connection that may wait for an answer; more get -10113. */
  maxPending?: number;
  /** Their characters, all together. */
  maxPendingLength?: number;
  /** Open connections; more are refused with 503. */
  maxClients?: number;
}

/** A silent connection is pinged this often, and cut when the ping before was not answered. */
const PING_INTERVAL_MS = 30_000;

/** Where Web SDKs come in: `/binfo` (binary frames) and `/info` (text frames), both UTF-8 JSON. */
export class WebSocketEndpoint implements Endpoint {
  readonly name = 'websocket';
  readonly origins = 'local';
  #hub: Hub;
  #server: WebSocketServer;
  #writer = new PushWriter();
  #queues = new RedeliveryQueues();
  #log: LimitedLog;
  #network: LiveNetwork;
  #clients = new Set<WebSocketClient>();
  #maxClients: number;
  #maxBacklog: number;
  #maxPending: number;
  #maxPendingLength: number;
  #cancelPing: CancelTimer;

  /** @param network what lies between the hub and its apps; a perfect one unless given */
  constructor(hub: Hub, options: WebSocketEndpointOptions = {}, network = new LiveNetwork(hub)) {
    this.#hub = hub;
    this.#network = network;
    this.#log = new LimitedLog(hub, 'more connections were closed');
    this.#maxClients = options.maxClients ?? 10_000;
    this.#maxBacklog = options.maxBacklog ?? 4 * 1024 * 1024;
    this.#maxPending = options.maxPending ?? 1000;
    this.#maxPendingLength = options.maxPendingLength ?? 4 * 1024 * 1024;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: options.maxFrame ?? 1024 * 1024,
    });
    this.#cancelPing = hub.clock.setTimer(PING_INTERVAL_MS, () => this.#pingAll());
  }

  owns(path: string): boolean {
    return path === '/binfo' || path === '/info';
  }

  /** Open connections. */
  get size(): number {
    return this.#clients.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void {
    if (this.#clients.size >= this.#maxClients) {
      this.#log.note(`a WebSocket is refused: ${this.#maxClients} are open`);
      socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const query = url.searchParams;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const parts = {
        hub: this.#hub,
        writer: this.#writer,
        queues: this.#queues,
        log: this.#log,
        network: this.#network,
      };
      const client = new WebSocketClient(parts, webSocket, socket, {
        sdkAppID: Number(query.get('sdkappid')) || 0,
        platform: platformOf(query),
        device: deviceName(query),
        binary: url.pathname === '/binfo',
        acknowledges: query.has('sdkversion'),
        maxBacklog: this.#maxBacklog,
        maxPending: this.#maxPending,
        maxPendingLength: this.#maxPendingLength,
      });
      this.#clients.add(client);
      webSocket.on('close', () => this.#clients.delete(client));
    });
  }

  close(): void {
    this.#cancelPing();
    for (const client of this.#clients) client.close(1001, 'the hub is shutting down');
  }

  #pingAll(): void {
    for (const client of this.#clients) {
      if (client.alive) client.ping();
      else client.terminate(`no pong within ${PING_INTERVAL_MS / 1000} s`);
    }
    this.#queues.sweep(this.#hub.clock.now());
    this.#cancelPing = this.#hub.clock.setTimer(PING_INTERVAL_MS, () => this.#pingAll());
  }
}

function platformOf(query: URLSearchParams): string {
  return platformName(query.get('platform') ?? '');
}

/** A device's own name, or one made from the SDK's instanceid: of its 32 digits 8 tell a user's devices apart. */
function deviceName(query: URLSearchParams): string {
  const name = query.get('device');
  if (name) return name.slice(0, 64);
  const instance = (query.get('instanceid') ?? '').slice(0, 8);
  return instance === '' ? '' : `${platformOf(query).toLowerCase() || 'sdk'}-${instance}`;
}

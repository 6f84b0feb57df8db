import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Hub } from '../../hub/hub.js';
import type { CancelTimer } from '../../runtime/clock.js';
import { RedeliveryQueues } from '../websocket/redelivery-queues.js';
import { hubAccountNames } from './account-names.js';
import { nativeCommands } from './commands/index.js';
import { NativeConnection, type NativeConnectionParts } from './connection.js';
import { KeyAgreement } from './key-agreement.js';
import { NATIVE_LIMITS, type NativeLimits } from './limits.js';
import { NativePushWriter } from './push-writer.js';
import { UnknownCommands } from './unknown-commands.js';

export interface NativeEndpointOptions {
  /** Address to bind; loopback unless told otherwise. */
  host?: string;
  /** 0, or left out: any free port. */
  port?: number;
  /** 48 hex digits; the well-known development key unless told otherwise. */
  privateKey?: string;
  limits?: Partial<NativeLimits>;
}

/** An SDK says hello or beats its heart at least this often; a connection that was silent for so long is dead (ms). */
const SILENCE_MS = 300_000;

/** Where native SDKs come in: iOS, Android, Flutter, Unity, Electron and desktop apps. A TCP port of its own. */
export class NativeEndpoint {
  readonly publicKey: string;
  #parts: NativeConnectionParts;
  #server: Server;
  #host: string;
  #port: number;
  #connections = new Set<NativeConnection>();
  #cancelSweep: CancelTimer = () => {};

  /** @throws SigError for a private key that is none */
  constructor(hub: Hub, options: NativeEndpointOptions = {}) {
    const keys = new KeyAgreement(options.privateKey);
    const names = hubAccountNames(hub);
    const limits = { ...NATIVE_LIMITS, ...options.limits };
    this.publicKey = keys.publicKey;
    this.#host = options.host ?? '127.0.0.1';
    this.#port = options.port ?? 0;
    const pushes = new NativePushWriter({
      names,
      seconds: () => hub.seconds(),
      random: () => hub.entropy.uint32(),
    });
    this.#parts = {
      hub,
      keys,
      names,
      commands: nativeCommands,
      pushes,
      queues: new RedeliveryQueues(),
      unknown: new UnknownCommands(),
      limits,
    };
    this.#server = createServer((socket) => {
      if (this.#connections.size >= limits.maxClients) {
        socket.destroy();
        return;
      }
      const connection = new NativeConnection(this.#parts, socket);
      this.#connections.add(connection);
      socket.on('close', () => this.#connections.delete(connection));
    });
  }

  get host(): string {
    return this.#host;
  }

  /** The port it listens on; 0 before {@link listen}. */
  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? 0;
  }

  /** Open connections. */
  get size(): number {
    return this.#connections.size;
  }

  /** @throws the error of node:net, with its code (EADDRINUSE ...) */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, this.#host, () => {
        this.#server.off('error', reject);
        this.#cancelSweep = this.#sweepLater();
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    this.#cancelSweep();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections) connection.terminate();
    await closed;
  }

  #sweepLater(): CancelTimer {
    const { hub, queues } = this.#parts;
    return hub.clock.setTimer(SILENCE_MS, () => {
      for (const connection of this.#connections) {
        if (connection.alive) connection.alive = false;
        else connection.terminate();
      }
      queues.sweep(hub.clock.now());
      this.#cancelSweep = this.#sweepLater();
    });
  }
}

import type { SigError } from '../im/sig-error.js';
import type { ControlContext } from './control/context.js';
import { ControlEndpoint } from './control/endpoint.js';
import type { Endpoint } from './endpoint.js';
import { healthEndpoint } from './health.js';
import type { HttpLimits } from './http-limits.js';
import { HubRuntime, type HubRuntimeOptions } from './hub-runtime.js';
import { LimitedLog } from './limited-log.js';
import { NativeEndpoint } from './native/endpoint.js';
import { portTaken } from './port-owner.js';
import { RestEndpoint } from './rest/endpoint.js';
import { HubServer } from './server.js';
import { attachWebhooks } from './webhook/webhooks.js';
import { WebSocketEndpoint } from './websocket/endpoint.js';

export interface StartHubOptions extends HubRuntimeOptions {
  /** The package's version. */
  version: string;
  /** What the control endpoint wants to see. */
  token: string;
  /** 'memory', or the database's file. */
  storeName: string;
  /** Address to bind; loopback unless told otherwise. */
  bind?: string;
  /** Ports to try, in this order; 0 is any free one. Default: any. */
  ports?: readonly number[];
  /** Names, beside this machine's own, that Host and Origin may carry. */
  allowHosts?: readonly string[];
  limits?: Partial<HttpLimits>;
  /** Where native SDKs come in; without it they can't. */
  native?: NativeOptions;
  /** Where the vendor's callbacks are posted. */
  webhook?: string;
  /** Somebody asked by the control endpoint that the process end. */
  onStop?(): void;
}

export interface NativeOptions {
  /** Ports to try, in this order; 0 is any free one. Default: any. */
  ports?: readonly number[];
  /** 48 hex digits; the well-known development key unless told otherwise. */
  privateKey?: string;
}

/** What native SDKs are given by setCustomServerInfo. */
export interface NativeAddress {
  host: string;
  port: number;
  /** `04<x><y>` in hex. */
  publicKey: string;
}

/** A whole hub: state, virtual users, and every endpoint on one port. */
export interface RunningHub {
  readonly runtime: HubRuntime;
  readonly bind: string;
  readonly port: number;
  readonly native: NativeAddress | undefined;
  /** What clients of the control endpoint work on; a client in this process needs no endpoint. */
  readonly context: ControlContext;
  /**
   * Refuses what comes, lets what is on its way arrive, and commits it.
   * @throws SigError when the store took no more
   */
  close(): Promise<void>;
}

/** @throws the error of node:net when no port could be had */
export async function startHub(options: StartHubOptions): Promise<RunningHub> {
  const runtime = new HubRuntime(options);
  const { version, allowHosts = [], limits = {} } = options;
  let server: HubServer | undefined;
  let native: NativeEndpoint | undefined;
  const context: ControlContext = {
    runtime,
    process: {
      ...{ version, pid: process.pid, store: options.storeName },
      endpoints: [
        ...['websocket', 'rest', 'control'],
        ...(options.native ? ['native'] : []),
        ...(options.webhook ? ['webhook'] : []),
      ],
      address: () => server && { host: server.host, port: server.port },
      native: () => native && nativeAddress(native),
      stop: () => void runtime.hub.clock.setTimer(20, () => options.onStop?.()),
    },
  };
  const websocket = new WebSocketEndpoint(runtime.hub, {}, runtime.network);
  const endpoints: Endpoint[] = [
    websocket,
    new RestEndpoint(runtime.hub),
    new ControlEndpoint(context, options.token),
    healthEndpoint(version),
  ];
  const refusals = new LimitedLog(runtime.hub, 'more requests and connections were refused');
  const detach = options.webhook ? attachWebhooks(runtime.hub, options.webhook) : () => {};
  const { bind = '127.0.0.1' } = options;
  try {
    await runtime.start();
    native = await openNative(options.native, (port, privateKey) => {
      return new NativeEndpoint(runtime.hub, { host: bind, port, ...(privateKey && { privateKey }) });
    });
    server = await listen(options.ports ?? [0], (port) => {
      const onError = (error: SigError) => runtime.note(`a request failed: ${error.message}`);
      const onRefused = (reason: string) => refusals.note(reason);
      return new HubServer({ endpoints, port, host: bind, allowHosts, limits, onError, onRefused });
    });
  } catch (thrown) {
    for (const endpoint of endpoints) await endpoint.close?.();
    await native?.close();
    runtime.close();
    throw thrown;
  }
  const listening = server;
  const nativeEndpoint = native;
  /** Apps get the answers that wait and are gone before the virtual users settle. */
  async function closeHub(): Promise<void> {
    listening.refuse();
    try {
      if (!runtime.hub.isOpen) return;
      runtime.hub.flush();
      websocket.close();
      await nativeEndpoint?.close();
      await runtime.settle();
    } finally {
      runtime.close();
    }
  }
  async function close(): Promise<void> {
    try {
      await closeHub();
    } finally {
      detach();
      await nativeEndpoint?.close();
      await listening.close();
    }
  }
  let closed: Promise<void> | undefined;
  return {
    ...{ runtime, context, bind: listening.host, port: listening.port },
    native: nativeEndpoint && nativeAddress(nativeEndpoint),
    close: () => (closed ??= close()),
  };
}

function nativeAddress({ host, port, publicKey }: NativeEndpoint): NativeAddress {
  return { host, port, publicKey };
}

async function openNative(
  options: NativeOptions | undefined,
  make: (port: number, privateKey?: string) => NativeEndpoint,
): Promise<NativeEndpoint | undefined> {
  return options && listen(options.ports ?? [0], (port) => make(port, options.privateKey));
}

/** The first of these ports that is free. */
async function listen<Server extends { listen(): Promise<void> }>(
  ports: readonly number[],
  make: (port: number) => Server,
): Promise<Server> {
  let last: unknown;
  for (const port of ports) {
    const server = make(port);
    try {
      await server.listen();
      return server;
    } catch (thrown) {
      last = thrown;
      const { code } = thrown as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') break;
    }
  }
  throw (last as NodeJS.ErrnoException).code === 'EADDRINUSE' ? await portTaken(ports.at(-1)!) : last;
}

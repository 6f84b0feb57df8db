import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { ControlContext } from './control/context.js';
import { ControlEndpoint } from './control/endpoint.js';
import type { Endpoint } from './endpoint.js';
import { healthEndpoint } from './health.js';
import type { HttpLimits } from './http-limits.js';
import { HubRuntime, type HubRuntimeOptions } from './hub-runtime.js';
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
  /** Where the vendor's callbacks are posted. */
  webhook?: string;
  /** Somebody asked by the control endpoint that the process end. */
  onStop?(): void;
}

/** A whole hub: state, virtual users, and every endpoint on one port. */
export interface RunningHub {
  readonly runtime: HubRuntime;
  readonly bind: string;
  readonly port: number;
  /** What clients of the control endpoint work on; a client in this process needs no endpoint. */
  readonly context: ControlContext;
  /** Refuses what comes, lets out what waits, and commits it. */
  close(): Promise<void>;
}

/** @throws the error of node:net when no port could be had */
export async function startHub(options: StartHubOptions): Promise<RunningHub> {
  const runtime = new HubRuntime(options);
  const { version, allowHosts = [], limits = {} } = options;
  let server: HubServer | undefined;
  const context: ControlContext = {
    runtime,
    process: {
      ...{ version, pid: process.pid, store: options.storeName },
      endpoints: ['websocket', 'rest', 'control', ...(options.webhook ? ['webhook'] : [])],
      address: () => server && { host: server.host, port: server.port },
      stop: () => void runtime.hub.clock.setTimer(20, () => options.onStop?.()),
    },
  };
  const endpoints: Endpoint[] = [
    new WebSocketEndpoint(runtime.hub),
    new RestEndpoint(runtime.hub),
    new ControlEndpoint(context, options.token),
    healthEndpoint(version),
  ];
  const detach = options.webhook ? attachWebhooks(runtime.hub, options.webhook) : () => {};
  try {
    await runtime.start();
    server = await listen(options.ports ?? [0], (port) => {
      const { bind = '127.0.0.1' } = options;
      const onError = (error: SigError) => runtime.note(`a request failed: ${error.message}`);
      return new HubServer({ endpoints, port, host: bind, allowHosts, limits, onError });
    });
  } catch (thrown) {
    for (const endpoint of endpoints) await endpoint.close?.();
    runtime.close();
    throw thrown;
  }
  const listening = server;
  return {
    ...{ runtime, context, bind: listening.host, port: listening.port },
    async close() {
      try {
        runtime.close();
      } finally {
        detach();
        await listening.close();
      }
    },
  };
}

/** The first of these ports that is free. */
async function listen(ports: readonly number[], make: (port: number) => HubServer): Promise<HubServer> {
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
  throw last instanceof Error && 'code' in last && last.code === 'EADDRINUSE'
    ? new SigError(
        CODE.ERR_SDK_NET_CONN_REFUSE,
        `port ${ports.at(-1)} is taken by another program`,
        'choose another with --port',
      )
    : last;
}

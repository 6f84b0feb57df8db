import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { ControlContext } from './control/context.js';
import { ControlDoor } from './control/door.js';
import type { Door } from './door.js';
import { healthDoor } from './health.js';
import type { HttpLimits } from './http-limits.js';
import { HubHost, type HubHostOptions } from './hub-host.js';
import { RestDoor } from './rest/door.js';
import { HubServer } from './server.js';
import { attachWebhooks } from './webhook/webhooks.js';
import { WebSocketDoor } from './websocket/door.js';

export interface HubProcessOptions extends HubHostOptions {
  /** The package's version. */
  version: string;
  /** What the control door wants to see. */
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
  /** Somebody asked by the control door that the process end. */
  onStop?(): void;
}

/** A whole hub: state, virtual users, and every door on one port. */
export interface HubProcess {
  readonly host: HubHost;
  readonly bind: string;
  readonly port: number;
  /** What clients of the control door work on; a client in this process needs no door. */
  readonly context: ControlContext;
  /** Refuses what comes, lets out what waits, and commits it. */
  close(): Promise<void>;
}

/** @throws the error of node:net when no port could be had */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  const host = new HubHost(options);
  const { version, allowHosts = [], limits = {} } = options;
  let server: HubServer | undefined;
  const context: ControlContext = {
    host,
    process: {
      ...{ version, pid: process.pid, store: options.storeName },
      doors: ['websocket', 'rest', 'control', ...(options.webhook ? ['webhook'] : [])],
      address: () => server && { host: server.host, port: server.port },
      stop: () => void host.hub.clock.setTimer(20, () => options.onStop?.()),
    },
  };
  const doors: Door[] = [
    new WebSocketDoor(host.hub),
    new RestDoor(host.hub),
    new ControlDoor(context, options.token),
    healthDoor(version),
  ];
  const detach = options.webhook ? attachWebhooks(host.hub, options.webhook) : () => {};
  try {
    await host.start();
    server = await listen(options.ports ?? [0], (port) => {
      const { bind = '127.0.0.1' } = options;
      const onError = (error: SigError) => host.note(`a request failed: ${error.message}`);
      return new HubServer({ doors, port, host: bind, allowHosts, limits, onError });
    });
  } catch (thrown) {
    for (const door of doors) await door.close?.();
    host.close();
    throw thrown;
  }
  const listening = server;
  return {
    ...{ host, context, bind: listening.host, port: listening.port },
    async close() {
      try {
        host.close();
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

import { onTestFinished } from 'vitest';
import type { Endpoint } from '../../src/gateway/endpoint.js';
import { HubServer } from '../../src/gateway/server.js';
import { WebSocketEndpoint, type WebSocketEndpointOptions } from '../../src/gateway/websocket/endpoint.js';
import type { HubSettings } from '../../src/hub/core/settings.js';
import { Hub } from '../../src/hub/hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import type { Store } from '../../src/hub/store/store.js';
import type { Clock } from '../../src/runtime/clock.js';
import { realEntropy } from '../../src/runtime/entropy.js';
import { realClock } from '../../src/runtime/real-clock.js';
import { Trace } from '../../src/trace/trace.js';

export interface OpenHub {
  hub: Hub;
  endpoint: WebSocketEndpoint;
  port: number;
  /** ws://127.0.0.1:PORT */
  url: string;
  close(): Promise<void>;
}

export interface OpenHubOptions {
  settings?: Partial<HubSettings>;
  store?: Store;
  port?: number;
  clock?: Clock;
  websocket?: WebSocketEndpointOptions;
  /** Endpoints beside the WebSocket one. */
  endpoints?: (hub: Hub) => Endpoint[];
}

/** A hub with its WebSocket endpoint on a loopback port; closed by the caller. */
export async function startHub(options: OpenHubOptions = {}): Promise<OpenHub> {
  const clock = options.clock ?? realClock;
  const hub = new Hub({
    store: options.store ?? new MemoryStore(),
    clock,
    entropy: realEntropy,
    trace: new Trace(clock),
    settings: options.settings ?? {},
  });
  const endpoint = new WebSocketEndpoint(hub, options.websocket);
  const server = new HubServer({
    endpoints: [endpoint, ...(options.endpoints?.(hub) ?? [])],
    ...(options.port !== undefined && { port: options.port }),
  });
  await server.listen();
  let closed = false;
  return {
    hub,
    endpoint,
    port: server.port,
    url: `ws://127.0.0.1:${server.port}`,
    async close() {
      if (closed) return;
      closed = true;
      await server.close();
      hub.close();
    },
  };
}

/** {@link startHub}, closed when the test ends. */
export async function openHub(options: OpenHubOptions = {}): Promise<OpenHub> {
  const open = await startHub(options);
  onTestFinished(() => open.close());
  return open;
}

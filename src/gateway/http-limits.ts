import { createServer, type RequestListener, type Server } from 'node:http';

/** What a sender may take of an HTTP server's time and room. */
export interface HttpLimits {
  /** The headers of a request must be in within this time (ms); so must the first ones of a new socket. */
  headersTimeout: number;
  /** All of a request must be in within this time (ms). */
  requestTimeout: number;
  /** How often (ms) sockets are looked at for that. */
  checkInterval: number;
  /** Open sockets beyond this are closed at once, so that a runaway client can't take all memory. */
  maxSockets: number;
}

const LIMITS: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  checkInterval: 2000,
  maxSockets: 20_000,
};

/** An idle socket is kept this long: backends hold theirs open, and one that is closed as it is used loses a call. */
const KEPT_MS = 60_000;

/** An HTTP server that no slow or greedy client wears out. */
export function limitedServer(listener: RequestListener, limits: Partial<HttpLimits> = {}): Server {
  const { headersTimeout, requestTimeout, checkInterval, maxSockets } = { ...LIMITS, ...limits };
  const server = createServer(
    { headersTimeout, requestTimeout, connectionsCheckingInterval: checkInterval, keepAliveTimeout: KEPT_MS },
    listener,
  );
  server.maxConnections = maxSockets;
  return server;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * One way into the hub on its one port. The server has checked Host and Origin before it calls an endpoint; an endpoint answers
 * every request it is handed, with an error body or a clean close where the request is bad.
 */
export interface Endpoint {
  /** A word for the log and for `sig hub status`: websocket, rest, control. */
  readonly name: string;
  /** Whether a path (no query, begins with /) is this endpoint's. The first endpoint that says so gets the request. */
  owns(path: string): boolean;
  /**
   * Which web pages may call it. 'same': only pages this hub serves itself. 'local': pages of any server on this
   * machine, as an app under development is.
   */
  readonly origins: 'same' | 'local';
  /** An ordinary request. Without it, the server answers 426 (the endpoint is for WebSockets only). */
  handle?(request: IncomingMessage, response: ServerResponse, url: URL): void | Promise<void>;
  /** A request to upgrade to a WebSocket. Without it, the server answers 400. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  /** Ends what it has open. */
  close?(): void | Promise<void>;
}

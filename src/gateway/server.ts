import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import { sendEarly } from './body.js';
import type { Endpoint } from './endpoint.js';
import { isKnownHost, isKnownOrigin } from './guard.js';
import { type HttpLimits, limitedServer } from './http-limits.js';

export interface ServerOptions {
  /** Address to bind; loopback unless told otherwise. */
  host?: string;
  /** 0, or left out: any free port. */
  port?: number;
  endpoints: readonly Endpoint[];
  /** Names, beside this machine's own, that Host and Origin may carry. */
  allowHosts?: readonly string[];
  limits?: Partial<HttpLimits>;
  /** Hears of an endpoint that threw. */
  onError?(error: SigError): void;
  /** Hears why a connection is closed, or a request is refused before it comes to an endpoint. */
  onRefused?(reason: string): void;
}

/** Requests of one line that may wait for an answer; clients that send the next before they have one are rare. */
const MAX_WAITING = 200;

/** The hub's one port: checks where a request comes from, and hands it to the endpoint that owns its path. */
export class HubServer {
  readonly endpoints: readonly Endpoint[];
  #server: Server;
  #sockets = new Set<Socket>();
  /** Requests of a line that wait for their answer. */
  #waiting = new WeakMap<Socket, number>();
  #allowHosts: readonly string[];
  #host: string;
  #port: number;
  #onError: (error: SigError) => void;
  #onRefused: (reason: string) => void;
  /** Once it takes no more: when its port is free. */
  #closed: Promise<void> | undefined;

  constructor(options: ServerOptions) {
    this.endpoints = options.endpoints;
    this.#allowHosts = options.allowHosts ?? [];
    this.#host = options.host ?? '127.0.0.1';
    this.#port = options.port ?? 0;
    this.#onError = options.onError ?? (() => {});
    this.#onRefused = options.onRefused ?? (() => {});
    this.#server = limitedServer((request, response) => this.#handle(request, response), options.limits);
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on('connect', (_request, socket) => {
      this.#onRefused('a connection is closed: the hub is no proxy');
      socket.destroy();
    });
    this.#server.on('drop', () => this.#onRefused('a connection is closed: too many are open'));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      // Node has answered by then, and closes it.
      socket.on('error', (error) => {
        if (isBadRequest(error)) this.#onRefused(`a connection is closed: ${error.message}`);
      });
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** The port it listens on; 0 before {@link listen}. */
  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? 0;
  }

  /** The address it is bound to. */
  get host(): string {
    return this.#host;
  }

  /** @throws the error of node:net, with its code (EADDRINUSE ...) */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, this.#host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** Takes no more requests; those that came before are still answered. */
  refuse(): void {
    if (this.#closed) return;
    this.#closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Takes no more requests, closes the endpoints, then cuts what is still open. */
  async close(): Promise<void> {
    this.refuse();
    for (const endpoint of this.endpoints) await endpoint.close?.();
    for (const socket of this.#sockets) socket.destroy();
    await this.#closed;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#mayWait(request.socket, response)) return;
    const way = this.#route(request);
    if ('status' in way) {
      this.#onRefused(`a request is refused: ${way.message}`);
      void refuse(request, response, way.status, way.message);
    } else if (!way.endpoint.handle) {
      void refuse(request, response, 426, `${way.url.pathname} is for WebSockets`);
    } else {
      try {
        Promise.resolve(way.endpoint.handle(request, response, way.url)).catch((thrown) =>
          this.#failed(request, response, thrown),
        );
      } catch (thrown) {
        this.#failed(request, response, thrown);
      }
    }
  }

  /** Cuts a line that asks on and on without waiting for answers. */
  #mayWait(socket: Socket, response: ServerResponse): boolean {
    const waiting = (this.#waiting.get(socket) ?? 0) + 1;
    if (waiting > MAX_WAITING) {
      this.#onRefused(`a connection is closed: ${MAX_WAITING} requests wait for an answer on it`);
      socket.destroy();
      return false;
    }
    this.#waiting.set(socket, waiting);
    response.on('close', () => this.#waiting.set(socket, (this.#waiting.get(socket) ?? 1) - 1));
    return true;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // An upgraded socket has no listener of its own yet: one that is reset now must not end the process.
    socket.on('error', () => socket.destroy());
    const way = this.#route(request);
    if ('status' in way) {
      this.#onRefused(`a WebSocket is refused: ${way.message}`);
      cut(socket, way.status);
    } else if (!way.endpoint.upgrade) {
      this.#onRefused(`a WebSocket is refused: ${way.url.pathname} takes none`);
      cut(socket, 400);
    } else {
      try {
        way.endpoint.upgrade(request, socket, head, way.url);
      } catch (thrown) {
        this.#onError(SigError.from(thrown));
        socket.destroy();
      }
    }
  }

  /** The endpoint that a request may go through, or why it may not go through any. */
  #route(request: IncomingMessage): { endpoint: Endpoint; url: URL } | { status: number; message: string } {
    const url = requestUrl(request);
    if (this.#closed) return { status: 503, message: 'the hub is shutting down' };
    if (!url) return { status: 400, message: 'the request target is no path' };
    const { host, origin } = request.headers;
    if (!isKnownHost(host, this.#allowHosts)) return { status: 421, message: foreignHost(host) };
    const endpoint = this.endpoints.find((each) => each.owns(url.pathname));
    if (!endpoint) return { status: 404, message: `no endpoint of this hub answers ${url.pathname}` };
    if (!isKnownOrigin(origin, host, endpoint.origins, this.#allowHosts)) {
      return { status: 403, message: foreignOrigin(origin) };
    }
    return { endpoint, url };
  }

  #failed(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
    const error = SigError.from(thrown);
    this.#onError(error);
    if (response.headersSent) response.destroy();
    else
      void refuse(
        request,
        response,
        error.code === CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT ? 413 : 500,
        error.message,
      );
  }
}

/** What Node's HTTP parser refuses, or what took too long to come. */
function isBadRequest({ code = '' }: NodeJS.ErrnoException): boolean {
  return code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT';
}

function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  return target.startsWith('/') && URL.canParse(`http://hub${target}`)
    ? new URL(`http://hub${target}`)
    : undefined;
}

function foreignHost(host: string | undefined): string {
  return `this hub does not answer for the host ${host ?? '(none given)'}; sig hub start --allow-host NAME lets it`;
}

function foreignOrigin(origin: string | undefined): string {
  return `pages of ${origin ?? '(unknown)'} may not call this hub; sig hub start --allow-host NAME lets them`;
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
): Promise<void> {
  response.setHeader('connection', 'close');
  return sendEarly(request, response, status, { error: { message } });
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  421: 'Misdirected Request',
  503: 'Service Unavailable',
};

function cut(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

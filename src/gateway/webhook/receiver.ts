import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { failBody } from '../../im/wire.js';
import { BodyBudget, readBody, sendEarly, sendJson } from '../body.js';
import { type HttpLimits, limitedServer } from '../http-limits.js';
import { parseJsonObject } from '../json-object.js';
import { portTaken } from '../port-owner.js';

/** A callback as it came in. */
export interface ReceivedCallback {
  command: string;
  /** The URL's query: SdkAppid, ClientIP, OptPlatform ... */
  query: Record<string, string>;
  body: Record<string, unknown>;
}

export interface ReceiverOptions {
  host?: string;
  /** 0, or left out: any free port. */
  port?: number;
  /** ErrorCode to answer before-send callbacks with: 0 lets pass, 1 refuses, 2 drops, 120001 to 130000 the app's own. */
  beforeSend?: number;
  limits?: Partial<HttpLimits>;
  onCallback(callback: ReceivedCallback): void;
  /** Told of a request that is no callback. */
  onBroken(error: SigError): void;
}

/** Bytes a callback may have, and all that are being received. */
const MAX_BODY = 1024 * 1024;
const MAX_BODIES = 64 * 1024 * 1024;

/** An app's backend, as far as callbacks go: takes them, from this bench or from the vendor, and answers. */
export class WebhookReceiver {
  #options: ReceiverOptions;
  #server: Server;
  #budget = new BodyBudget(MAX_BODIES);

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#server = limitedServer((request, response) => void this.#handle(request, response), options.limits);
  }

  /**
   * @returns where callbacks are to be posted
   * @throws SigError 9511 when the port is taken
   */
  listen(): Promise<string> {
    const { host = '127.0.0.1', port = 0 } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? portTaken(port).then(reject) : reject(error),
      );
      this.#server.listen(port, host, () => {
        this.#server.removeAllListeners('error');
        const { port: bound } = this.#server.address() as AddressInfo;
        resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}/`);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const callback = await this.#receive(request);
      this.#options.onCallback(callback);
      const before = callback.command.endsWith('CallbackBeforeSendMsg');
      const code = before ? (this.#options.beforeSend ?? 0) : 0;
      sendJson(response, 200, { ActionStatus: 'OK', ErrorCode: code, ErrorInfo: '' });
    } catch (thrown) {
      const error = SigError.from(thrown);
      this.#options.onBroken(error);
      await sendEarly(request, response, 400, failBody(error.code, error.message));
    }
  }

  async #receive(request: IncomingMessage): Promise<ReceivedCallback> {
    if (request.method !== 'POST')
      throw new SigError(CODE.ERR_SVR_COMM_HTTP_PARSE_FAILED, `${request.method} is not POST`);
    // Neither the vendor nor this bench sends an Origin. Its host may be any: callbacks come through tunnels too.
    const { origin } = request.headers;
    if (origin !== undefined)
      throw new SigError(
        CODE.ERR_SVR_COMM_HTTP_PARSE_FAILED,
        `a web page (${origin}) is no caller of callbacks`,
      );
    const body = parseJsonObject(await readBody(request, MAX_BODY, this.#budget), 60003);
    const target = request.url?.startsWith('/') ? request.url : '/';
    const query = Object.fromEntries(new URL(`http://receiver${target}`).searchParams);
    const command = body.CallbackCommand ?? query.CallbackCommand;
    if (typeof command !== 'string')
      throw new SigError(CODE.ERR_SVR_COMM_JSON_PARSE_FAILED, 'no CallbackCommand in URL or body');
    return { command, query, body };
  }
}

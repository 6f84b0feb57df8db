import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SigError } from '../../im/sig-error.js';
import { readBody, sendJson } from '../body.js';
import { parseJsonObject } from '../json-object.js';

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
  onCallback(callback: ReceivedCallback): void;
  /** Told of a request that is no callback. */
  onBroken(error: SigError): void;
}

/** Bytes a callback may have. */
const MAX_BODY = 1024 * 1024;

/** An app's backend, as far as callbacks go: takes them, from this bench or from the vendor, and answers. */
export class WebhookReceiver {
  #options: ReceiverOptions;
  #server: Server;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  /** @returns where callbacks are to be posted */
  listen(): Promise<string> {
    const { host = '127.0.0.1', port = 0 } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
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
      const callback = await receive(request);
      this.#options.onCallback(callback);
      const before = callback.command.endsWith('CallbackBeforeSendMsg');
      const code = before ? (this.#options.beforeSend ?? 0) : 0;
      sendJson(response, 200, { ActionStatus: 'OK', ErrorCode: code, ErrorInfo: '' });
    } catch (thrown) {
      const error = SigError.from(thrown);
      this.#options.onBroken(error);
      response.setHeader('connection', 'close');
      sendJson(response, 400, { ActionStatus: 'FAIL', ErrorCode: error.code, ErrorInfo: error.message });
    }
  }
}

async function receive(request: IncomingMessage): Promise<ReceivedCallback> {
  if (request.method !== 'POST') throw new SigError(60002, `${request.method} is not POST`);
  const body = parseJsonObject(await readBody(request, MAX_BODY), 60003);
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://receiver').searchParams);
  const command = body.CallbackCommand ?? query.CallbackCommand;
  if (typeof command !== 'string') throw new SigError(60003, 'no CallbackCommand in URL or body');
  return { command, query, body };
}

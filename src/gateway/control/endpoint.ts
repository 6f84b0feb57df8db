import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { readBody, sendEarly, sendJson } from '../body.js';
import { MAX_DEPTH } from '../depth.js';
import type { Endpoint } from '../endpoint.js';
import { parseJsonObject } from '../json-object.js';
import type { ControlContext } from './context.js';
import { dispatch } from './dispatch.js';
import { type EventFilter, streamEvents } from './events.js';
import type { ControlLine } from './protocol.js';

const PREFIX = '/control/v1/';
/** Snapshots come this way too. */
const MAX_BODY = 256 * 1024 * 1024;
/** Snapshots hold messages, which may be as deep as the other endpoints let them be. */
const MAX_CALL_DEPTH = MAX_DEPTH + 16;
/** Bytes that may wait for a slow reader of events before its line is cut. */
const MAX_BACKLOG = 16 * 1024 * 1024;

/**
 * Where the CLI and the inspector come in. `POST call {method, params}` and `GET events?...` both answer with NDJSON.
 * Whoever calls must hold the hub's token (`authorization: Bearer ...`).
 */
export class ControlEndpoint implements Endpoint {
  readonly name = 'control';
  readonly origins = 'same';
  #context: ControlContext;
  #token: Buffer;
  #streams = new Set<ServerResponse>();

  constructor(context: ControlContext, token: string) {
    this.#context = context;
    this.#token = Buffer.from(token);
  }

  owns(path: string): boolean {
    return path.startsWith(PREFIX);
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const operation = `${request.method} ${url.pathname.slice(PREFIX.length)}`;
    if (!this.#isHolder(request)) {
      const error = new SigError(
        CODE.ERR_SDK_NET_AUTH_INVALID,
        'the control endpoint wants the token of this hub',
        'send it as `authorization: Bearer TOKEN`',
      );
      await sendEarly(request, response, 401, { error: error.toJSON() });
    } else if (operation === 'POST call') {
      await this.#call(request, response);
    } else if (operation === 'GET events') {
      this.#events(response, url.searchParams);
    } else {
      const error = new SigError(
        CODE.ERR_INVALID_PARAMETERS,
        `the control endpoint has no ${operation}`,
        'there are POST call and GET events',
      );
      await sendEarly(request, response, 404, { error: error.toJSON() });
    }
  }

  close(): void {
    for (const stream of this.#streams) stream.end();
  }

  #isHolder(request: IncomingMessage): boolean {
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    return given.length === this.#token.length && timingSafeEqual(given, this.#token);
  }

  async #call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request, MAX_BODY);
    let call: Record<string, unknown>;
    try {
      call = parseJsonObject(bytes, CODE.ERR_INVALID_PARAMETERS, MAX_CALL_DEPTH);
    } catch (thrown) {
      sendJson(response, 400, { error: SigError.from(thrown).toJSON() });
      return;
    }
    const { method, params } = call;
    if (typeof method !== 'string') {
      const error = new SigError(CODE.ERR_INVALID_PARAMETERS, 'the call has no method');
      sendJson(response, 400, { error: error.toJSON() });
      return;
    }
    const write = ndjson(response);
    await dispatch(this.#context, method, params, write);
    response.end();
  }

  #events(response: ServerResponse, query: URLSearchParams): void {
    const write = ndjson(response, MAX_BACKLOG, (reason) =>
      this.#context.runtime.note(`a stream of events is cut: ${reason}`),
    );
    this.#streams.add(response);
    const { stop } = streamEvents(this.#context, eventFilter(query), write, () => response.end());
    response.on('close', () => {
      stop();
      this.#streams.delete(response);
    });
  }
}

/** @param maxBacklog a reader that falls further behind (bytes) is cut off */
function ndjson(
  response: ServerResponse,
  maxBacklog = Number.POSITIVE_INFINITY,
  onCut: (reason: string) => void = () => {},
): (line: ControlLine) => void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  // Whoever asks can tell a call that is at work from one that nobody has taken.
  response.flushHeaders();
  return (line) => {
    if (response.destroyed || response.writableEnded) return;
    response.write(`${JSON.stringify(line)}\n`);
    const { writableLength } = response;
    if (writableLength <= maxBacklog) return;
    response.destroy();
    onCut(`${writableLength} bytes wait to be read`);
  };
}

function eventFilter(query: URLSearchParams): EventFilter {
  const filter: EventFilter = { frames: query.get('frames') === '1' };
  const user = query.get('user');
  const inviteID = query.get('inviteID');
  const since = query.get('since');
  const last = query.get('last');
  if (user !== null) filter.user = user;
  if (inviteID !== null) filter.inviteID = inviteID;
  if (since !== null) filter.since = Number(since) || 0;
  if (last !== null) filter.last = Math.max(0, Number(last) || 0);
  return filter;
}

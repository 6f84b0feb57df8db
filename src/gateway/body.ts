import type { IncomingMessage, ServerResponse } from 'node:http';
import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';

/** Bytes that all bodies being received may hold together. */
export class BodyBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** @throws SigError 60011 when they would be too many */
  take(bytes: number): void {
    if (bytes > this.#left)
      throw new SigError(
        CODE.ERR_SVR_COMM_SDKAPPID_FREQ_LIMIT,
        'too many bodies are being received: try again soon',
      );
    this.#left -= bytes;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}

/**
 * A request's whole body.
 * @throws SigError 80002 when it is longer than `limit` bytes; nothing beyond the limit is kept
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  budget?: BodyBudget,
): Promise<Buffer> {
  const tooLarge = new SigError(
    CODE.ERR_SVR_COMM_BODY_SIZE_LIMIT,
    `the request's body is larger than ${limit} bytes`,
  );
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  let taken = 0;
  try {
    for await (const chunk of bytesOf(request)) {
      length += chunk.length;
      if (length > limit) throw tooLarge;
      budget?.take(chunk.length);
      taken = length;
      chunks.push(chunk);
    }
  } finally {
    budget?.give(taken);
  }
  return Buffer.concat(chunks, length);
}

/**
 * Reads what is left of a request and forgets it: a socket that is closed with unread bytes in it takes the answer with it.
 * @returns false when that was more than `limit` bytes, or the sender went away
 */
async function drain(request: IncomingMessage, limit: number): Promise<boolean> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return false;
  let length = 0;
  try {
    for await (const chunk of bytesOf(request)) {
      length += chunk.length;
      if (length > limit) return false;
    }
    return request.complete;
  } catch {
    return false;
  }
}

/** A request that is refused is read to its end if that is no further than this, so that its sender gets to the answer. */
const MAX_DRAINED = 8 * 1024 * 1024;

/** Answers a request that may not have been read yet: what stays unread would be taken for the next one. */
export async function sendEarly(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  value: unknown,
): Promise<void> {
  if (!(await drain(request, MAX_DRAINED))) response.setHeader('connection', 'close');
  sendJson(response, status, value);
}

/** Unlike a request's own iterator, it leaves the socket open when one stops early: there is still an answer to be sent. */
function bytesOf(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false });
}

/** Answers with JSON and ends the response. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

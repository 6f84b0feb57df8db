import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';

/** What a callback's body always says. */
export interface CallbackBody {
  CallbackCommand: string;
  /** Unix ms. */
  EventTime: number;
  [field: string]: unknown;
}

/** Who set a callback off, as its URL tells. */
export type CallbackOrigin = Pick<Session['credentials'], 'sdkAppID' | 'platform'>;

/** How long a receiver may take (the vendor's default). */
const TIMEOUT_MS = 2000;
/** Posts that may be under way at once; more are dropped, so that a dead receiver takes no memory. */
const MAX_UNDER_WAY = 1000;
/** Bytes of an answer that are read. */
const MAX_ANSWER = 256 * 1024;

/** Posts callbacks to an app's backend. What was posted, and what came back, shows in the trace. */
export class Poster {
  #hub: Hub;
  #url: string;
  #underWay = new Set<AbortController>();

  constructor(hub: Hub, url: string) {
    this.#hub = hub;
    this.#url = url;
  }

  /** @returns the answer's JSON object; undefined when none came in time, or what came is none */
  async post(origin: CallbackOrigin, body: CallbackBody): Promise<Record<string, unknown> | undefined> {
    if (this.#underWay.size >= MAX_UNDER_WAY) {
      this.#trace(body, 0, `not posted: ${MAX_UNDER_WAY} callbacks wait for the receiver already`);
      return undefined;
    }
    const abort = new AbortController();
    const stop = this.#hub.clock.setTimer(TIMEOUT_MS, () =>
      abort.abort(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
    );
    this.#underWay.add(abort);
    try {
      const response = await fetch(this.#urlFor(origin, body.CallbackCommand), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: abort.signal,
      });
      const answer = parse(await readText(response));
      this.#trace(body, response.status, answer);
      return response.ok && typeof answer === 'object' ? answer : undefined;
    } catch (thrown) {
      this.#trace(body, 0, reason(thrown));
      return undefined;
    } finally {
      stop();
      this.#underWay.delete(abort);
    }
  }

  close(): void {
    for (const abort of this.#underWay) abort.abort(new Error('the hub is shutting down'));
  }

  #urlFor({ sdkAppID, platform }: CallbackOrigin, command: string): string {
    const url = new URL(this.#url);
    const query = {
      SdkAppid: String(sdkAppID),
      CallbackCommand: command,
      contenttype: 'json',
      ClientIP: '127.0.0.1',
      OptPlatform: platform || 'Unknown',
    };
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url.href;
  }

  #trace(body: CallbackBody, status: number, answer: unknown): void {
    this.#hub.trace.emit('', '', { kind: 'webhook', command: body.CallbackCommand, body, status, answer });
  }
}

async function readText(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MAX_ANSWER) throw new Error(`the answer is longer than ${MAX_ANSWER} bytes`);
  }
  return text;
}

function parse(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : text;
  } catch {
    return text;
  }
}

/** fetch hides what went wrong in its error's cause. */
function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? thrown.cause.message : thrown.message;
}

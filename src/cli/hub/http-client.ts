import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { EventFilter } from '../../gateway/control/events.js';
import type { ControlLine, MethodName, MethodParams, MethodResult } from '../../gateway/control/protocol.js';
import { readControlLines } from '../../gateway/control/read-lines.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { AnswerListener, EventStream, HubClient, StreamListener } from './client.js';

/** Where a hub is, and what its control endpoint wants to see. */
export interface HubAddress {
  host: string;
  port: number;
  token: string;
  /** Its process, where that is known. */
  pid?: number;
}

/** There is no hub at this address, or not the one that was meant. */
export class NoHubError extends SigError {}

/** A hub takes a call within this time (ms), however long it then works on it. */
const PATIENCE_MS = 10_000;

/** Talks to a control endpoint over HTTP, with nothing loaded but what Node has. */
export class HttpClient implements HubClient {
  #address: HubAddress;
  #patienceMs: number;
  #agent = new Agent({ keepAlive: true });

  /** @param patienceMs how long a hub may take to take a call */
  constructor(address: HubAddress, patienceMs = PATIENCE_MS) {
    this.#address = address;
    this.#patienceMs = patienceMs;
  }

  async call<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
    listener: AnswerListener = {},
  ): Promise<MethodResult<Name>> {
    const body = JSON.stringify({ method, params });
    const response = await this.#open('POST', 'call', body);
    let outcome: ControlLine | undefined;
    await readLines(response, (line) => {
      if (line.type === 'event') listener.event?.(line.event);
      else if (line.type === 'note') listener.note?.(line.text);
      else outcome = line;
    });
    if (outcome?.type === 'result') return outcome.value as MethodResult<Name>;
    if (outcome?.type === 'error') {
      const { code, message, hint } = outcome.error;
      throw new SigError(code, message, hint);
    }
    throw new SigError(
      CODE.ERR_SDK_NET_DISCONNECT,
      'the hub went away before it answered',
      'sig hub logs may tell why',
    );
  }

  events(filter: EventFilter, listener: StreamListener): EventStream {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) {
      if (value !== undefined) query.set(name, value === true ? '1' : String(value));
    }
    let stopped = false;
    let over = false;
    let running: ClientRequest | undefined;
    const opened = Promise.withResolvers<void>();
    const follow = async () => {
      const response = await this.#open('GET', `events?${query}`, undefined, (request) => {
        running = request;
      });
      opened.resolve();
      await readLines(response, (line) => {
        if (line.type === 'event') listener.event(line.event);
        else if (line.type === 'invitation') {
          over ||= line.over;
          listener.invitation?.(line.invitation, line.over);
        }
      });
    };
    const done = follow().then(
      () => {
        if (!stopped && !over)
          throw new SigError(CODE.ERR_SDK_NET_DISCONNECT, 'the hub went away', 'sig hub logs may tell why');
      },
      (thrown) => {
        if (!stopped) throw thrown;
      },
    );
    done.then(opened.resolve, opened.resolve);
    return {
      opened: opened.promise,
      done,
      stop() {
        stopped = true;
        running?.destroy();
      },
    };
  }

  async close(): Promise<void> {
    this.#agent.destroy();
  }

  #open(
    method: string,
    operation: string,
    body?: string,
    onRequest?: (request: ClientRequest) => void,
  ): Promise<IncomingMessage> {
    const { host, port, token } = this.#address;
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = { authorization: `Bearer ${token}` };
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(body);
      }
      const path = `/control/v1/${operation}`;
      const opened = request({ host, port, path, method, headers, agent: this.#agent }, (response) => {
        opened.setTimeout(0);
        if (response.statusCode === 200) resolve(response);
        else {
          response.resume();
          reject(refused(this.#address, response.statusCode ?? 0));
        }
      });
      opened.on('error', (error: NodeJS.ErrnoException) => reject(unreachable(this.#address, error)));
      opened.setTimeout(this.#patienceMs, () => {
        reject(mute(this.#address, this.#patienceMs));
        opened.destroy();
      });
      onRequest?.(opened);
      opened.end(body);
    });
  }
}

function refused({ host, port }: HubAddress, status: number): SigError {
  if (status === 401) {
    return new NoHubError(
      CODE.ERR_SDK_NET_AUTH_INVALID,
      `the hub at ${host}:${port} does not know this token`,
      'give it with the address, http://TOKEN@HOST:PORT, or in SIG_TOKEN',
    );
  }
  return new NoHubError(
    CODE.ERR_SDK_NET_DISCONNECT,
    `what answers at ${host}:${port} is no hub (HTTP ${status})`,
  );
}

function mute({ host, port, pid }: HubAddress, ms: number): SigError {
  return new SigError(
    CODE.ERR_SDK_NET_WAIT_ACK_TIMEOUT,
    `what listens at ${host}:${port}${pid === undefined ? '' : ` (pid ${pid})`} takes no call: nothing within ${ms / 1000} s`,
    pid === undefined
      ? 'is it a hub, and not stopped?'
      : `if it was stopped, kill -CONT ${pid} lets it go on; kill -9 ${pid} ends it, and the next command starts another`,
  );
}

function unreachable({ host, port }: HubAddress, error: NodeJS.ErrnoException): SigError {
  const refusedAtOnce = error.code === 'ECONNREFUSED';
  const ErrorClass = refusedAtOnce ? NoHubError : SigError;
  return new ErrorClass(
    refusedAtOnce ? CODE.ERR_SDK_NET_CONN_REFUSE : CODE.ERR_SDK_NET_DISCONNECT,
    refusedAtOnce ? `no hub listens at ${host}:${port}` : `the line to the hub broke: ${error.message}`,
    'sig hub status tells whether one runs',
  );
}

async function readLines(response: IncomingMessage, take: (line: ControlLine) => void): Promise<void> {
  response.setEncoding('utf8');
  try {
    await readControlLines(response, take);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw thrown;
    throw new SigError(CODE.ERR_SDK_NET_DISCONNECT, 'the line to the hub broke', 'sig hub logs may tell why');
  }
}

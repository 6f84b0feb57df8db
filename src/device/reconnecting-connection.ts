import type { Connection, Connector, Credentials } from '../hub/core/connection.js';
import { KICKED, KICKED_WHILE_AWAY } from '../hub/core/session.js';
import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { PushBody, ResponseBody } from '../im/wire.js';
import type { CancelTimer, Clock } from '../runtime/clock.js';

/** What a device hears of its connection. */
export interface ReconnectionListener {
  onPush(push: PushBody): void;
  /** It broke; a new one is being opened. */
  onBroken(reason: string): void;
  /** It stands again, and goes on with the same log-in. */
  onRestored(): void;
  /** The hub ended the log-in for good (code 6208 kicked by another log-in, 70001 UserSig expired ...). */
  onEnded(error: SigError): void;
}

export interface ReconnectingConnectionParts {
  connector: Connector;
  clock: Clock;
  credentials: Credentials;
  listener: ReconnectionListener;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** A logged-in connection that opens itself again when it breaks, going on by the A2Key of its log-in. */
export class ReconnectingConnection {
  #parts: ReconnectingConnectionParts;
  #connection: Connection | undefined;
  #retry: CancelTimer | undefined;
  #retryMs = FIRST_RETRY_MS;
  #closed = false;
  #opened = new Set<() => void>();
  #closers = new Set<() => void>();
  tinyID = '';
  /** How far the hub's time is ahead of the clock's (ms), as far as a log-in's answer in whole seconds can tell. */
  serverAheadMs = 0;

  constructor(parts: ReconnectingConnectionParts) {
    this.#parts = parts;
  }

  /**
   * Connects and logs in.
   * @throws SigError with the hub's code (70001, 70003 ...), 9508 or 9520 when it can't be reached
   */
  async open(): Promise<void> {
    const { connector, credentials, clock, listener } = this.#parts;
    let opened: Connection | undefined;
    const connection = await connector.connect(credentials, {
      onPush: (push) => listener.onPush(push),
      // It may break before anybody holds it; then its log-in fails.
      onClose: (reason) => opened && this.#broken(opened, reason),
    });
    opened = connection;
    const askedAt = clock.now();
    let answer: ResponseBody;
    try {
      answer = await connection.request('im_open_status.wslogin', {
        State: 'Online',
        InstType: 0,
        CustomInfo: '',
      });
    } catch (thrown) {
      connection.close();
      throw thrown;
    }
    if (answer.ErrorCode !== 0 || this.#closed) {
      connection.close();
      throw new SigError(
        answer.ErrorCode || CODE.ERR_LOGGED_OUT_BEFORE_LOGIN_FINISHED,
        answer.ErrorInfo || undefined,
      );
    }
    this.#connection = connection;
    this.#retryMs = FIRST_RETRY_MS;
    this.tinyID = String(answer.TinyId ?? '');
    this.serverAheadMs =
      Number(answer.TimeStamp) * 1000 + Math.floor((clock.now() - askedAt) / 2) - clock.now();
    credentials.a2 = String(answer.A2Key ?? '');
    for (const run of [...this.#opened]) run();
  }

  get isOpen(): boolean {
    return this.#connection !== undefined;
  }

  /** Runs `run` each time a connection stands anew. @returns what ends that */
  onOpened(run: () => void): () => void {
    this.#opened.add(run);
    return () => this.#opened.delete(run);
  }

  /** Runs `run` when it is closed from this side. @returns what undoes that */
  onClosed(run: () => void): () => void {
    this.#closers.add(run);
    return () => this.#closers.delete(run);
  }

  /**
   * @throws SigError with the answer's code if that is not 0; 9508 while it is down
   */
  async request(command: string, body: object): Promise<ResponseBody> {
    if (!this.#connection) throw new SigError(CODE.ERR_SDK_NET_DISCONNECT);
    const answer = await this.#connection.request(command, body);
    if (answer.ErrorCode !== 0) throw new SigError(answer.ErrorCode, answer.ErrorInfo || undefined);
    return answer;
  }

  close(): void {
    this.#closed = true;
    this.#retry?.();
    this.#connection?.close();
    this.#connection = undefined;
    for (const run of [...this.#closers]) run();
  }

  /** Ends it from this side after the hub ended the log-in. */
  end(error: SigError): void {
    if (this.#closed) return;
    this.close();
    this.#parts.listener.onEnded(error);
  }

  #broken(connection: Connection, reason: string): void {
    if (this.#closed || this.#connection !== connection) return;
    this.#connection = undefined;
    if (reason === KICKED) {
      this.end(new SigError(CODE.ERR_LOGIN_KICKED_OFF_BY_OTHER));
      return;
    }
    this.#parts.listener.onBroken(reason);
    this.#retryLater();
  }

  #retryLater(): void {
    this.#retry = this.#parts.clock.setTimer(this.#retryMs, () => {
      this.open().then(
        () => this.#parts.listener.onRestored(),
        (thrown) => this.#failedAgain(SigError.from(thrown)),
      );
    });
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }

  #failedAgain(error: SigError): void {
    if (this.#closed) return;
    if (isNetworkError(error)) this.#retryLater();
    else if (error.code === KICKED_WHILE_AWAY) this.end(new SigError(CODE.ERR_LOGIN_KICKED_OFF_BY_OTHER));
    else this.end(error);
  }
}

/** 95xx: no connection, no answer in time ... */
export function isNetworkError(error: SigError): boolean {
  return error.code >= 9500 && error.code < 9600;
}

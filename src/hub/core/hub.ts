import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { failBody, okBody, type PushBody, type PushEvent, type ResponseBody } from '../../im/wire.js';
import type { CancelTimer, Clock } from '../../runtime/clock.js';
import type { Entropy } from '../../runtime/entropy.js';
import type { Trace } from '../../trace/trace.js';
import type { Store } from '../store/store.js';
import type { Command, CommandTable } from './command.js';
import type { Credentials } from './connection.js';
import type { HubContext } from './context.js';
import type { MessageDeduplication } from './message-deduplication.js';
import { Outbox, type Respond } from './outbox.js';
import type { Outlet, Session } from './session.js';
import { Sessions } from './sessions.js';
import { DEFAULT_SETTINGS, type HubSettings } from './settings.js';

export interface HubCoreParts {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  trace: Trace;
  settings?: Partial<HubSettings>;
  /** The services: every command the hub knows, by its full name. */
  commands: CommandTable;
  recentMessages: MessageDeduplication;
  /** There is a state: the store's own at first, then what a reset or a restore put in its place. */
  onStateLoaded?(context: HubContext): void;
  /** Why a command that is in no service is refused. */
  whyNotSimulated?(name: string): string;
  /** A user's last session is gone. */
  onUserOffline?(context: HubContext, userID: string): void;
  /** The store took no more, and the hub has ended: its lines are closed, and what was not durable was acknowledged to nobody. */
  onFailure?(error: SigError): void;
}

/** Unknown commands that get a line; who sends made-up names does not fill the log. */
const MAX_NOTED = 1000;

/**
 * Looks at a request before its command runs. Undefined lets it pass; a promise holds it back until a verdict:
 * another body to go on with, or an answer to give at once.
 */
export type BeforeCommand = (
  session: Session,
  name: string,
  body: unknown,
) => undefined | Promise<{ body: unknown } | { answer: ResponseBody }>;

/** Told of each command that was run, with its answer. */
export type AfterCommand = (session: Session, name: string, body: unknown, answer: ResponseBody) => void;

/**
 * The simulated IM service: one state machine behind a command table. It stores and forwards messages and knows nothing
 * of signaling.
 *
 * Group commit: what arrives in one turn of the loop is one transaction, and no answer and no push leaves before its commit.
 */
export class HubCore implements HubContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly trace: Trace;
  readonly settings: HubSettings;
  readonly sessions: Sessions;
  readonly recentMessages: MessageDeduplication;
  beforeCommand: BeforeCommand | undefined;
  afterCommand: AfterCommand | undefined;
  #commands: CommandTable;
  /** Commands that were asked for and are not in the table. */
  #unknown = new Set<string>();
  #outbox: Outbox;
  /** Why requests are refused. */
  #closed: string | undefined;
  #storeOpen = true;
  #failure: SigError | undefined;
  #onFailure: (error: SigError) => void;
  #onStateLoaded: (context: HubContext) => void;
  #timers = new Set<CancelTimer>();
  #onUserOffline: (context: HubContext, userID: string) => void;
  #whyNotSimulated: (name: string) => string;

  constructor(parts: HubCoreParts) {
    this.store = parts.store;
    this.clock = parts.clock;
    this.entropy = parts.entropy;
    this.trace = parts.trace;
    this.settings = { ...DEFAULT_SETTINGS, ...parts.settings };
    this.sessions = new Sessions();
    this.#commands = parts.commands;
    this.#onStateLoaded = (context) => parts.onStateLoaded?.(context);
    this.#onUserOffline = parts.onUserOffline ?? (() => undefined);
    this.#whyNotSimulated = parts.whyNotSimulated ?? (() => 'no service of this hub has it');
    this.recentMessages = parts.recentMessages;
    this.recentMessages.recall(this.store, this.seconds());
    this.#onFailure = (error) => parts.onFailure?.(error);
    this.#outbox = new Outbox(this.clock, {
      commit: () => this.#commit(),
      failed: (error) => this.#fail(error),
      threw: (thrown) => this.#note(`a receiver failed: ${SigError.from(thrown).message}`),
    });
    this.#onStateLoaded(this);
  }

  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  /** A new line; it becomes somebody's by `im_open_status.wslogin`. */
  open(credentials: Credentials, outlet: Outlet): Session {
    return this.sessions.open(credentials, outlet, false);
  }

  /** An administrator's line, as REST calls have. */
  openAdmin(identifier: string, sdkAppID: number): Session {
    const outlet: Outlet = { push() {}, close() {} };
    const session = this.sessions.open(
      { sdkAppID, identifier, platform: 'RESTAPI', device: '' },
      outlet,
      true,
    );
    session.userID = identifier;
    return session;
  }

  /** The line is gone. */
  drop(session: Session): void {
    const { userID } = session;
    if (this.sessions.remove(session) && !session.admin && userID !== '') {
      this.trace.emit(userID, session.credentials.device, { kind: 'logout', reason: 'connection closed' });
      if (this.#closed === undefined && !this.sessions.isOnline(userID)) this.#onUserOffline(this, userID);
    }
  }

  /** Runs one command; `respond` is called once, after what it changed is durable. */
  submit(session: Session, name: string, body: unknown, respond: Respond): void {
    const verdict = this.beforeCommand?.(session, name, body);
    if (verdict === undefined) {
      this.#outbox.answer(respond, this.#run(session, name, body));
      return;
    }
    verdict.then(
      (word) => {
        this.#outbox.answer(respond, 'answer' in word ? word.answer : this.#run(session, name, word.body));
      },
      (thrown) => {
        const { code, message } = SigError.from(thrown);
        this.#outbox.answer(respond, failBody(code, message));
      },
    );
  }

  /** Whether the table has a command of this name. */
  knows(name: string): boolean {
    return Object.hasOwn(this.#commands, name);
  }

  /** {@link submit} as a promise. */
  request(session: Session, name: string, body: unknown): Promise<ResponseBody> {
    return new Promise((resolve) => this.submit(session, name, body, resolve));
  }

  #run(session: Session, name: string, body: unknown): ResponseBody {
    const entry = Object.hasOwn(this.#commands, name) ? this.#commands[name] : undefined;
    if (this.#closed !== undefined) return failBody(CODE.ERR_SVR_MSG_NET_ERROR, this.#closed);
    if (!session.admin && !this.sessions.isOpen(session))
      return failBody(CODE.ERR_SVR_SSO_A2_DOWN_INVALID, 'the line is closed');
    if (!entry) {
      // An OK would let an app build on what never happened.
      const why = `${name} is not simulated: ${this.#whyNotSimulated(name)}`;
      this.#noteUnknown(session, name, why);
      return failBody(CODE.ERR_SVR_COMM_INVALID_RES, why);
    }
    if (session.userID === '' && !entry.anonymous)
      return failBody(CODE.ERR_SVR_SSO_A2_DOWN_INVALID, `${name} needs a log-in first`);
    if (entry.adminOnly && !session.admin)
      return failBody(CODE.ERR_SVR_ACCOUNT_ADMIN_REQUIRED, `${name} is for administrators (REST)`);
    const answer = this.#carryOut(entry, session, body);
    this.afterCommand?.(session, name, body, answer);
    return answer;
  }

  #carryOut(entry: Command, session: Session, body: unknown): ResponseBody {
    try {
      return okBody(entry.run(this, session, body));
    } catch (thrown) {
      const { code, message } = SigError.from(thrown);
      return failBody(code, message);
    }
  }

  /** One line for each command, however often it comes. */
  #noteUnknown(session: Session, name: string, text: string): void {
    if (this.#unknown.has(name) || this.#unknown.size >= MAX_NOTED) return;
    this.#unknown.add(name);
    this.trace.emit(session.userID, session.credentials.device, { kind: 'note', text });
  }

  pushTo(userID: string, event: PushEvent, except?: Session): boolean {
    const sessions = this.sessions.of(userID);
    if (sessions.length === 0) return false;
    const body: PushBody = { EventArray: [event] };
    for (const session of sessions) {
      if (session !== except) this.#outbox.push(() => session.outlet.push(body));
    }
    return true;
  }

  pushOn(session: Session, event: PushEvent): void {
    this.#outbox.push(() => session.outlet.push({ EventArray: [event] }));
  }

  afterCommit(action: () => void): void {
    this.#outbox.defer(action);
  }

  setTimer(ms: number, action: () => void): void {
    const cancel = this.clock.setTimer(ms, () => {
      this.#timers.delete(cancel);
      action();
    });
    this.#timers.add(cancel);
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  /** Whether it takes requests: it has neither been closed nor failed. */
  get isOpen(): boolean {
    return this.#closed === undefined;
  }

  /** Whether nothing waits for a commit, or to leave after one. */
  get isIdle(): boolean {
    return this.#outbox.isEmpty;
  }

  /** Lets out what waits, closes every line for that reason, and goes on with what `put` makes of the store. */
  replaceState(reason: string, put: (store: Store) => void): void {
    this.flush();
    for (const session of [...this.sessions.all()]) {
      session.outlet.close(reason);
      this.drop(session);
    }
    this.#cancelTimers();
    put(this.store);
    this.recentMessages.recall(this.store, this.seconds());
    this.#onStateLoaded(this);
  }

  /**
   * Commits, then lets out what waited for it.
   * @throws SigError when the store could not take it: the hub has ended then
   */
  flush(): void {
    this.#outbox.flush();
    if (this.#failure) throw this.#failure;
  }

  /** @returns why the store could not take it */
  #commit(): SigError | undefined {
    if (!this.#storeOpen) return undefined;
    try {
      this.store.commit();
      return undefined;
    } catch (thrown) {
      this.#failure = SigError.from(thrown);
      this.#closed = `the hub has stopped: ${this.#failure.message}`;
      return this.#failure;
    }
  }

  #note(text: string): void {
    this.trace.emit('', '', { kind: 'note', text });
  }

  #fail(error: SigError): void {
    this.#note(`the hub stops: ${error.message}`);
    this.#end();
    this.#onFailure(error);
  }

  #end(): void {
    this.#cancelTimers();
    for (const session of [...this.sessions.all()]) session.outlet.close(this.#closed!);
    this.#storeOpen = false;
    this.store.close();
  }

  /**
   * Refuses what comes from now on, lets out what waits, closes each session and the store.
   * @throws SigError when the store could not take what waited
   */
  close(): void {
    if (this.#closed !== undefined) return;
    this.#closed = 'the hub is shutting down';
    this.flush();
    this.#end();
  }
}

import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import type { ResponseBody } from '../../im/wire.js';
import { groupCallbacks, membersToGo } from './group-callbacks.js';
import { type Body, messageCallbacks } from './message-callbacks.js';
import { type CallbackBody, type CallbackOrigin, Poster } from './poster.js';
import { StateCallback } from './state-callback.js';
import { type CallbackVerdict, readVerdict } from './verdict.js';

/**
 * Tells an app's backend what happens, at `url`, as the vendor does: before and after each message, at log-in and log-out,
 * and as groups come to be and change.
 * @returns a function that ends it
 */
export function attachWebhooks(hub: Hub, url: string): () => void {
  const webhooks = new Webhooks(hub, url);
  return () => webhooks.close();
}

class Webhooks {
  #hub: Hub;
  #poster: Poster;
  #unsubscribe: () => void;
  /** Between a look at a request and its run, which follows at once. */
  #putOut: readonly string[] = [];

  constructor(hub: Hub, url: string) {
    this.#hub = hub;
    this.#poster = new Poster(hub, url);
    const state = new StateCallback(hub);
    this.#unsubscribe = hub.trace.subscribe((event) => {
      const change = state.read(event);
      if (change) this.#tell(change.origin, change.body);
    });
    hub.beforeCommand = (session, name, body) => this.#ask(session, name, body);
    hub.afterCommand = (session, name, body, answer) => this.#ran(session, name, body, answer);
  }

  close(): void {
    this.#unsubscribe();
    this.#hub.beforeCommand = undefined;
    this.#hub.afterCommand = undefined;
    this.#poster.close();
  }

  #ask(session: Session, name: string, body: unknown): Promise<CallbackVerdict> | undefined {
    const message = messageCallbacks(name, body);
    if (!message || message.forbids('Before')) {
      this.#putOut = membersToGo(this.#hub, name, body);
      return undefined;
    }
    const { callbacks } = message;
    const whole = callbacks.complete(this.#hub, message.body);
    const before = callbacks.before(this.#hub, session, whole);
    if (this.#isOff(before)) return undefined;
    const asked = this.#poster.post(session.credentials, before);
    return asked.then((answer) => readVerdict(answer, whole, callbacks.rules(this.#hub, whole)));
  }

  /** Whether the app's owner has switched this callback off. */
  #isOff({ CallbackCommand }: CallbackBody): boolean {
    return this.#hub.settings.callbacksOff.includes(CallbackCommand);
  }

  #ran(session: Session, name: string, body: unknown, answer: ResponseBody): void {
    const message = messageCallbacks(name, body);
    if (message) {
      if (message.forbids('After')) return;
      const callback = message.callbacks.after(this.#hub, session, message.body, answer);
      if (callback) this.#tell(session.credentials, callback);
    } else if (answer.ErrorCode === 0 && Object.hasOwn(groupCallbacks, name)) {
      const callback = groupCallbacks[name]!(this.#hub, session, body as Body, answer, this.#putOut);
      if (callback) this.#tell(session.credentials, callback);
    }
  }

  /**
   * Posted after the commit of what it tells of; nobody waits for the answer. Until then a log-in's callback may still get
   * to know whom it kicked out.
   */
  #tell(origin: CallbackOrigin, body: CallbackBody): void {
    if (this.#isOff(body)) return;
    this.#hub.afterCommit(() => void this.#poster.post(origin, body));
  }
}

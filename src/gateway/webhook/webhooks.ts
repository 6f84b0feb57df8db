import type { Hub } from '../../hub/hub.js';
import type { Session } from '../../hub/session.js';
import type { ResponseBody } from '../../im/wire.js';
import { groupCallbacks } from './group-callbacks.js';
import { type Body, messageCallbacks } from './message-callbacks.js';
import { type CallbackBody, type Origin, Poster } from './poster.js';
import { StateCallback } from './state-callback.js';
import { readVerdict, type Verdict } from './verdict.js';

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

  constructor(hub: Hub, url: string) {
    this.#hub = hub;
    this.#poster = new Poster(hub, url);
    const state = new StateCallback(hub);
    this.#unsubscribe = hub.trace.subscribe((event) => {
      const change = state.read(event);
      if (change) this.#tell(change.origin, change.body);
    });
    hub.gatekeeper = (session, name, body) => this.#ask(session, name, body);
    hub.observer = (session, name, body, answer) => this.#ran(session, name, body, answer);
  }

  close(): void {
    this.#unsubscribe();
    this.#hub.gatekeeper = undefined;
    this.#hub.observer = undefined;
    this.#poster.close();
  }

  #ask(session: Session, name: string, body: unknown): Promise<Verdict> | undefined {
    const message = messageCallbacks(name, body);
    if (!message || message.forbids('Before')) return undefined;
    const { callbacks } = message;
    const asked = this.#poster.post(session.credentials, callbacks.before(this.#hub, session, message.body));
    return asked.then((answer) =>
      readVerdict(answer, message.body, callbacks.rules(this.#hub, message.body)),
    );
  }

  #ran(session: Session, name: string, body: unknown, answer: ResponseBody): void {
    const message = messageCallbacks(name, body);
    if (message) {
      if (message.forbids('After')) return;
      this.#tell(session.credentials, message.callbacks.after(this.#hub, session, message.body, answer));
      return;
    }
    if (!Object.hasOwn(groupCallbacks, name)) return;
    const callback = groupCallbacks[name]!(this.#hub, session, body as Body, answer);
    if (callback) this.#tell(session.credentials, callback);
  }

  /** Posted after the commit of what it tells of; nobody waits for the answer. */
  #tell(origin: Origin, body: CallbackBody): void {
    this.#hub.defer(() => void this.#poster.post(origin, body));
  }
}

import type { Hub } from '../../hub/hub.js';
import { KICKED } from '../../hub/session.js';
import type { TraceEvent } from '../../trace/event.js';
import type { CallbackBody, Origin } from './poster.js';

/** Makes State.StateChange of log-ins and log-outs in the trace. */
export class StateCallback {
  #hub: Hub;
  /** Where each logged-in device came from: at its log-out the session is gone. */
  #origins = new Map<string, Origin>();

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  read(event: TraceEvent): { origin: Origin; body: CallbackBody } | undefined {
    const device = `${event.device} ${event.user}`;
    if (event.kind === 'login') {
      const session = this.#hub.sessions
        .of(event.user)
        .find((each) => each.credentials.device === event.device);
      const origin = session?.credentials ?? { sdkAppID: 0, platform: event.platform };
      this.#origins.set(device, origin);
      return { origin, body: this.#body(event, 'Login', 'Register') };
    }
    if (event.kind !== 'logout') return undefined;
    const origin = this.#origins.get(device) ?? { sdkAppID: 0, platform: '' };
    this.#origins.delete(device);
    const [action, reason] = LOGOUTS[event.reason] ?? ['Logout', 'Unregister'];
    return { origin, body: this.#body(event, action, reason) };
  }

  #body(event: TraceEvent, action: string, reason: string): CallbackBody {
    return {
      CallbackCommand: 'State.StateChange',
      EventTime: this.#hub.clock.now(),
      Info: { Action: action, To_Account: event.user, Reason: reason },
    };
  }
}

const LOGOUTS: Readonly<Record<string, readonly [action: string, reason: string]>> = {
  'connection closed': ['Disconnect', 'LinkClose'],
  [KICKED]: ['Disconnect', 'LinkClose'],
};

import { KICKED } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import type { TraceEvent } from '../../trace/event.js';
import type { CallbackBody, CallbackOrigin } from './poster.js';

interface StateChange {
  origin: CallbackOrigin;
  body: CallbackBody;
}

/**
 * Makes State.StateChange of log-ins and log-outs in the trace. A kick-out by another log-in is no event of its own: that
 * log-in's callback names the devices (vendor's page on status callbacks: native SDK from 5.6.1200 and Web SDK from 2.14.0 on).
 */
export class StateCallback {
  #hub: Hub;
  /** Where each logged-in device came from: at its log-out the session is gone. */
  #origins = new Map<string, CallbackOrigin>();
  /** Each user's newest log-in. */
  #logins = new Map<string, CallbackBody>();

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  read(event: TraceEvent): StateChange | undefined {
    if (event.kind === 'login') return this.#login(event, event.platform);
    if (event.kind !== 'logout') return undefined;
    const device = `${event.device} ${event.user}`;
    const origin = this.#origins.get(device) ?? { sdkAppID: 0, platform: '' };
    this.#origins.delete(device);
    if (event.reason === KICKED) {
      this.#kicked(event.user, origin);
      return undefined;
    }
    if (!this.#hub.sessions.isOnline(event.user)) this.#logins.delete(event.user);
    const [action, reason] =
      event.reason === 'connection closed' ? ['Disconnect', 'LinkClose'] : ['Logout', 'Unregister'];
    return { origin, body: this.#body(event, action, reason) };
  }

  #login(event: TraceEvent, platform: string): StateChange {
    const session = this.#hub.sessions
      .of(event.user)
      .find((each) => each.credentials.device === event.device);
    const origin = session?.credentials ?? { sdkAppID: 0, platform };
    this.#origins.set(`${event.device} ${event.user}`, origin);
    const body = this.#body(event, 'Login', 'Register');
    this.#logins.set(event.user, body);
    return { origin, body };
  }

  #kicked(userID: string, { platform }: CallbackOrigin): void {
    const login = this.#logins.get(userID);
    if (!login) return;
    const kicked = (login.KickedDevice ?? []) as { Platform: string }[];
    login.KickedDevice = [...kicked, { Platform: platform || 'Unknown' }];
  }

  #body(event: TraceEvent, Action: string, Reason: string): CallbackBody {
    return {
      CallbackCommand: 'State.StateChange',
      EventTime: this.#hub.clock.now(),
      Info: { Action, To_Account: event.user, Reason },
    };
  }
}

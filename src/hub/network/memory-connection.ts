import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { ResponseBody } from '../../im/wire.js';
import { keepCause } from '../../runtime/cause.js';
import type { CancelTimer } from '../../runtime/clock.js';
import type { Connection, ConnectionEvents, Connector, Credentials } from '../core/connection.js';
import type { HubCore } from '../core/hub.js';
import { type Frame, type Network, perfectNetwork } from './network.js';

/** A line to a hub in this process, over a network that can be made bad. */
export function memoryConnector(hub: HubCore, network: Network = perfectNetwork(hub.trace)): Connector {
  return {
    async connect(credentials, events) {
      return new MemoryConnection(hub, network, credentials, events);
    },
  };
}

class MemoryConnection implements Connection {
  #hub: HubCore;
  #network: Network;
  #open = true;
  /** Requests that wait for their answer. */
  #waiting = new Set<{ reject(error: SigError): void; giveUp: CancelTimer }>();
  #session;
  #device: string;
  #user: string;

  constructor(hub: HubCore, network: Network, credentials: Credentials, events: ConnectionEvents) {
    this.#hub = hub;
    this.#network = network;
    this.#device = credentials.device;
    this.#user = credentials.identifier ?? '';
    this.#session = hub.open(credentials, {
      push: (body) => {
        this.#carry(this.#frame('down', 'im_open_push.msg_push', body), () => events.onPush(body));
      },
      close: (reason) => {
        if (!this.#open) return;
        this.#open = false;
        hub.drop(this.#session);
        events.onClose(reason);
      },
    });
  }

  request(command: string, body: object): Promise<ResponseBody> {
    return new Promise((resolve, reject) => {
      if (!this.#open) {
        reject(new SigError(CODE.ERR_SDK_NET_DISCONNECT));
        return;
      }
      const giveUp = this.#hub.clock.setTimer(REQUEST_TIMEOUT_MS, () => {
        this.#waiting.delete(waiting);
        reject(new SigError(CODE.ERR_SDK_NET_WAIT_ACK_TIMEOUT));
      });
      const waiting = { reject, giveUp };
      this.#waiting.add(waiting);
      const frame = this.#frame('up', command, body);
      this.#carry(frame, () => {
        this.#hub.submit(this.#session, command, body, (answer) => {
          this.#carry({ ...this.#frame('down', command, answer), request: frame }, () => {
            giveUp();
            this.#waiting.delete(waiting);
            resolve(answer);
          });
        });
      });
    });
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#hub.drop(this.#session);
    for (const { reject, giveUp } of this.#waiting) {
      giveUp();
      reject(new SigError(CODE.ERR_SDK_NET_DISCONNECT));
    }
    this.#waiting.clear();
  }

  #frame(direction: Frame['direction'], command: string, body: unknown): Frame {
    return { user: this.#user, device: this.#device, direction, command, body };
  }

  #carry(frame: Frame, arrive: () => void): void {
    const alive = () => this.#open;
    const deliver = keepCause(() => {
      if (alive()) arrive();
    });
    this.#network.carry(frame, deliver, alive);
  }
}

/** Web SDK 3.6: no answer within 15 s counts as a network time-out. */
const REQUEST_TIMEOUT_MS = 15_000;

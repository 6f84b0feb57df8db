import type { Credentials } from '../../src/hub/core/connection.js';
import type { Session } from '../../src/hub/core/session.js';
import type { HubSettings } from '../../src/hub/core/settings.js';
import { Hub } from '../../src/hub/hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import type { Store } from '../../src/hub/store/store.js';
import { customElement } from '../../src/im/elements.js';
import type { PushEvent, ResponseBody } from '../../src/im/wire.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { Trace } from '../../src/trace/trace.js';

/** One line to the hub of a test, with what it was pushed and why it was closed. */
export interface Phone {
  session: Session;
  pushed: PushEvent[];
  closed: string[];
  /** Asks and expects code 0. */
  ask(command: string, body?: object): Promise<ResponseBody>;
  /** Asks and gives the answer, whatever it is. */
  answer(command: string, body?: object): Promise<ResponseBody>;
  /** Asks and gives the code. */
  code(command: string, body?: object): Promise<number>;
  /** The events pushed since the last call. */
  take(): PushEvent[];
}

/** A hub on a virtual clock, with a memory store unless given another; nothing in it waits for real time. */
export class World {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly trace: Trace;
  readonly events: TraceEvent[] = [];
  readonly hub: Hub;

  /** @param nowSeconds when it begins, unix seconds */
  constructor(settings: Partial<HubSettings> = {}, store: Store = new MemoryStore(), nowSeconds?: number) {
    const clock = new VirtualClock(nowSeconds === undefined ? undefined : nowSeconds * 1000);
    const trace = new Trace(clock);
    this.clock = clock;
    this.store = store;
    this.trace = trace;
    this.hub = new Hub({ store, clock, entropy: seededEntropy(1), trace, settings });
    trace.subscribe((event) => this.events.push(event));
  }

  /** A line that nobody logged in on. */
  line(credentials: Partial<Credentials> = {}): Phone {
    const pushed: PushEvent[] = [];
    const closed: string[] = [];
    const session = this.hub.open(
      { sdkAppID: 1400000001, platform: '', device: '', ...credentials },
      { push: (body) => pushed.push(...body.EventArray), close: (reason) => closed.push(reason) },
    );
    return this.#phone(session, pushed, closed);
  }

  /** A logged-in device. */
  async login(userID: string, credentials: Partial<Credentials> = {}): Promise<Phone> {
    const phone = this.line({ identifier: userID, userSig: '', ...credentials });
    await phone.ask('im_open_status.wslogin');
    return phone;
  }

  /** An administrator, as REST calls have. */
  admin(identifier = 'administrator'): Phone {
    return this.#phone(this.hub.openAdmin(identifier, 1400000001), [], []);
  }

  #phone(session: Session, pushed: PushEvent[], closed: string[]): Phone {
    const request = async (command: string, body: object): Promise<ResponseBody> => {
      const answer = this.hub.request(session, command, body);
      await this.clock.settle();
      return answer;
    };
    return {
      session,
      pushed,
      closed,
      ask: async (command, body = {}) => {
        const answer = await request(command, body);
        if (answer.ErrorCode !== 0) {
          throw new Error(`${command} answered ${answer.ErrorCode}: ${answer.ErrorInfo}`);
        }
        return answer;
      },
      answer: (command, body = {}) => request(command, body),
      code: async (command, body = {}) => (await request(command, body)).ErrorCode,
      take: () => pushed.splice(0),
    };
  }
}

let random = 1;

/** A custom message to a user; each call's has a MsgRandom of its own. */
export function message(to: string, text: string, more: object = {}): object {
  return { To_Account: to, MsgSeq: 1, MsgRandom: random++, MsgBody: [customElement(text)], ...more };
}

/** A custom message to a group. */
export function groupMessage(groupID: string, text: string, more: object = {}): object {
  return { GroupId: groupID, Random: random++, MsgBody: [customElement(text)], ...more };
}

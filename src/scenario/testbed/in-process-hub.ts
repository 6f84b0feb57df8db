import type { Connection, Connector } from '../../hub/core/connection.js';
import type { HubSettings } from '../../hub/core/settings.js';
import { Hub } from '../../hub/hub.js';
import { FaultyNetwork } from '../../hub/network/faulty-network.js';
import { memoryConnector } from '../../hub/network/memory-connection.js';
import { MemoryStore } from '../../hub/store/memory-store.js';
import { CODE } from '../../im/error-codes.js';
import type { GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { Clock } from '../../runtime/clock.js';
import type { Entropy } from '../../runtime/entropy.js';
import type { Trace } from '../../trace/trace.js';
import type { HubUnderTest } from './hub-under-test.js';

interface CutLine {
  user: string;
  /** Undefined for all devices of the user but {@link CutLine.restored}. */
  device: string | undefined;
  restored: Set<string>;
}

/** How long a device tries to connect before it begins anew, as a TCP stack would. */
const CONNECT_TIMEOUT_MS = 60_000;

/** A hub in this process, on a network that can be made bad. */
export class InProcessHub implements HubUnderTest {
  readonly network: FaultyNetwork;
  #clock: Clock;
  #entropy: Entropy;
  #trace: Trace;
  #settings: Partial<HubSettings>;
  #hub: Hub;
  #down = false;
  #cut: CutLine[] = [];
  #waiting: { user: string; device: string; go: () => void }[] = [];

  constructor(clock: Clock, entropy: Entropy, trace: Trace, settings: Partial<HubSettings>) {
    this.#clock = clock;
    this.#entropy = entropy;
    this.#trace = trace;
    this.#settings = settings;
    this.network = new FaultyNetwork(clock, entropy, trace);
    this.#hub = this.#open(new MemoryStore());
  }

  get isDown(): boolean {
    return this.#down;
  }

  get hub(): Hub {
    return this.#hub;
  }

  #open(store: MemoryStore): Hub {
    return new Hub({
      store,
      clock: this.#clock,
      entropy: this.#entropy,
      trace: this.#trace,
      settings: this.#settings,
    });
  }

  connector(user: string, device: string): Connector {
    return {
      connect: async (credentials, events): Promise<Connection> => {
        await this.#reachable(user, device);
        return memoryConnector(this.#hub, this.network).connect(credentials, events);
      },
    };
  }

  /** A connection attempt to a hub that can't be reached hangs, and goes through as soon as it can. */
  async #reachable(user: string, device: string): Promise<void> {
    while (this.#isUnreachable(user, device)) {
      await new Promise<void>((resolve, reject) => {
        const giveUp = this.#clock.setTimer(CONNECT_TIMEOUT_MS, () =>
          reject(new SigError(CODE.ERR_SDK_NET_CONN_TIMEOUT)),
        );
        this.#waiting.push({
          user,
          device,
          go: () => {
            giveUp();
            resolve();
          },
        });
      });
    }
  }

  #isUnreachable(user: string, device: string): boolean {
    return (
      this.#down ||
      this.#cut.some(
        (line) => line.user === user && (line.device ?? device) === device && !line.restored.has(device),
      )
    );
  }

  #letGo(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { go } of waiting) go();
  }

  async importUsers(users: readonly string[]): Promise<void> {
    for (const UserID of users) await this.#asAdmin('im_open_login_svc.account_import', { UserID });
  }

  async createGroup(
    groupID: string,
    type: GroupType,
    owner: string,
    members: readonly string[],
  ): Promise<void> {
    await this.#asAdmin('group_open_http_svc.create_group', {
      Type: type,
      GroupId: groupID,
      Name: groupID,
      Owner_Account: owner,
      MemberList: members.map((Member_Account) => ({ Member_Account })),
    });
  }

  async #asAdmin(command: string, body: object): Promise<void> {
    const answer = await this.#hub.request(this.#hub.openAdmin('administrator', 0), command, body);
    if (answer.ErrorCode !== 0) throw new SigError(answer.ErrorCode, answer.ErrorInfo);
  }

  /** Breaks the lines of a user, or of one device; both sides notice. None comes up again until {@link restoreLine}. */
  cutLine(user: string, device: string | undefined): void {
    this.#cut.push({ user, device, restored: new Set() });
    for (const session of [...this.#hub.sessions.of(user)]) {
      if (device === undefined || session.credentials.device === device)
        session.outlet.close('connection lost');
    }
  }

  restoreLine(user: string, device: string | undefined): void {
    if (device !== undefined) for (const line of this.#cut) if (line.user === user) line.restored.add(device);
    this.#cut = this.#cut.filter(
      (line) => line.user !== user || (device !== undefined && line.device !== device),
    );
    this.#letGo();
  }

  /** The hub dies and comes back with what its store holds. */
  stopHub(): void {
    this.#down = true;
    this.#hub.flush();
    const snapshot = this.#hub.store.snapshot();
    for (const session of [...this.#hub.sessions.all()]) session.outlet.close('the hub is gone');
    const store = new MemoryStore();
    store.restore(snapshot);
    this.#hub = this.#open(store);
  }

  startHub(): void {
    this.#down = false;
    this.#letGo();
  }

  close(): void {
    this.#hub.close();
  }
}

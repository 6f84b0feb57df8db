import type { HubSettings } from '../hub/core/settings.js';
import { Hub } from '../hub/hub.js';
import type { Seed } from '../hub/seed/schema.js';
import { sowSeed } from '../hub/seed/sow.js';
import type { SnapshotHead } from '../hub/store/snapshot.js';
import type { Store, StoreSnapshot } from '../hub/store/store.js';
import type { SigError } from '../im/sig-error.js';
import type { Cause } from '../runtime/cause.js';
import type { Clock } from '../runtime/clock.js';
import { type Entropy, realEntropy } from '../runtime/entropy.js';
import { realClock } from '../runtime/real-clock.js';
import type { TraceEvent } from '../trace/event.js';
import { Trace } from '../trace/trace.js';
import { Tracker } from '../trace/tracker.js';
import { RecentEvents } from './control/recent-events.js';
import { devicesHaveHeard } from './control/settle.js';
import { LiveNetwork } from './live-network.js';
import { VirtualUsers } from './virtual-users/virtual-users.js';

export interface HubRuntimeOptions {
  store: Store;
  settings?: Partial<HubSettings>;
  /** What the hub holds when it is new, and after a reset. */
  seed?: Seed;
  clock?: Clock;
  entropy?: Entropy;
  /** The store took no more, and the hub has ended. */
  onFailure?(error: SigError): void;
}

/** Stored messages read at a time while the past is taken up. */
const PAGE = 1000;
/** Devices that answer each other on and on do not keep a hub from closing. */
const MAX_SETTLING_TURNS = 100;

/** A hub with all that lives beside it in one process: its trace, what watches it, and the virtual users. No endpoint yet. */
export class HubRuntime {
  readonly hub: Hub;
  readonly trace: Trace;
  /** What lies between the hub and its devices. */
  readonly network: LiveNetwork;
  readonly tracker = new Tracker();
  readonly recent = new RecentEvents();
  readonly startedAt: number;
  #users: VirtualUsers;
  #seed: Seed | undefined;
  #pastRead: Promise<void> = Promise.resolve();
  #readingPast = false;
  /** Counts the readings, so that one ends when another begins. */
  #reading = 0;
  #closed = false;
  #lastCause: Cause = 0;

  constructor(options: HubRuntimeOptions) {
    const clock = options.clock ?? realClock;
    this.trace = new Trace(clock);
    this.hub = new Hub({
      store: options.store,
      clock,
      entropy: options.entropy ?? realEntropy,
      trace: this.trace,
      ...(options.settings ? { settings: options.settings } : {}),
      ...(options.onFailure ? { onFailure: options.onFailure } : {}),
    });
    this.startedAt = clock.now();
    this.#seed = options.seed;
    this.network = new LiveNetwork(this.hub);
    this.#users = new VirtualUsers(this.hub, this.network);
    this.trace.subscribe((event) => this.#see(event));
  }

  get users(): VirtualUsers {
    return this.#users;
  }

  /** Takes up what an earlier process left; a hub with nothing in it is seeded. */
  async start(): Promise<void> {
    const seed = this.hub.store.accounts().length === 0 ? this.#seed : undefined;
    if (seed) await this.#plant(seed);
    this.#pastRead = this.#readPast();
    // Those whom the seed has brought online must not log in a second time: the first would count as kicked out.
    if (!seed) await this.#users.restore((text) => this.note(text));
    this.hub.flush();
  }

  /** Resolves once `tracker` knows the past too. */
  pastRead(): Promise<void> {
    return this.#pastRead;
  }

  /** The number of a call that begins now. */
  nextCause(): Cause {
    return ++this.#lastCause;
  }

  /** A line for the log. */
  note(text: string): void {
    this.trace.emit('', '', { kind: 'note', text });
  }

  /** Back to nothing, or to the seed. Apps lose their lines, and log in anew. */
  async reset(options: { empty?: boolean } = {}): Promise<void> {
    this.#replaceState((store) => store.clear());
    const seed = options.empty ? undefined : this.#seed;
    if (seed) await this.#plant(seed);
    this.#pastRead = this.#readPast();
    this.hub.flush();
    this.note(seed ? 'reset to the seed' : 'reset to nothing');
  }

  /** Everything the hub holds, as JSON. */
  snapshot(): StoreSnapshot {
    this.hub.flush();
    return this.hub.store.snapshot();
  }

  /** Everything but the messages: as it is now, all of it durable. */
  snapshotHead(): SnapshotHead {
    this.hub.flush();
    return this.hub.store.snapshotHead();
  }

  /** Puts a snapshot in the place of all that is there. */
  async restore(snapshot: StoreSnapshot): Promise<void> {
    this.#replaceState((store) => store.restore(snapshot));
    this.#pastRead = this.#readPast();
    await this.#users.restore((text) => this.note(text));
    this.hub.flush();
    this.note('restored from a snapshot');
  }

  /**
   * Lets what is on its way arrive, before a close: answers leave, and the virtual devices hear of what was committed and
   * note it. An invitation that they never heard of would stay pending for ever.
   * @throws SigError when the store took no more
   */
  async settle(): Promise<void> {
    for (let turn = 0; turn < MAX_SETTLING_TURNS; turn++) {
      this.hub.flush();
      await devicesHaveHeard(this.hub.clock);
      if (this.hub.isIdle) return;
    }
  }

  /** Stops the virtual users where they stand, then closes the hub and its store. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reading++;
    this.network.clear();
    this.#users.stopAll();
    this.hub.close();
  }

  async #plant(seed: Seed): Promise<void> {
    sowSeed(this.hub, seed);
    this.hub.flush();
    for (const user of seed.users) {
      if (typeof user === 'string' || !user.online) continue;
      await this.#users.login(user.id, {}, (text) => this.note(text));
    }
  }

  #replaceState(put: (store: Store) => void): void {
    this.#users.stopAll();
    this.hub.replaceState('the hub was reset', put);
    this.#reading++;
    this.#readingPast = false;
    this.tracker.clear();
    this.#users.reload();
  }

  #see(event: TraceEvent): void {
    this.recent.add(event);
    if (event.kind === 'message') {
      // While the past is read, the log itself will come to what was stored meanwhile.
      if (!(event.stored && this.#readingPast)) this.tracker.message(event.message, event.stored, event.at);
    } else if (event.kind === 'modified' && !event.recalled) {
      this.tracker.modified(event.message, event.at);
    }
  }

  /** Page by page, so that a long past does not keep the hub from serving the present. */
  async #readPast(): Promise<void> {
    const reading = ++this.#reading;
    this.#readingPast = true;
    const { store, clock } = this.hub;
    for (let afterID = 0; ; ) {
      if (reading !== this.#reading) return;
      const page = store.log(afterID, PAGE);
      for (const { wire, recalled } of page) {
        if (!recalled) this.tracker.message(wire, true, wire.MsgTime * 1000);
      }
      if (page.length < PAGE) break;
      afterID = page.at(-1)!.id;
      await new Promise<void>((resolve) => clock.setTimer(0, resolve));
    }
    this.#readingPast = false;
    for (const invitation of this.#users.liveInvitations()) this.tracker.adopt(invitation);
  }
}

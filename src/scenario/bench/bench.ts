import type { HubSettings } from '../../hub/core/settings.js';
import { CODE } from '../../im/error-codes.js';
import type { GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { Clock } from '../../runtime/clock.js';
import { type Entropy, realEntropy, seededEntropy } from '../../runtime/entropy.js';
import { realClock } from '../../runtime/real-clock.js';
import { VirtualClock } from '../../runtime/virtual-clock.js';
import type { DialectName } from '../../signaling/dialect.js';
import type { TraceEvent } from '../../trace/event.js';
import { Trace } from '../../trace/trace.js';
import type { DeviceName } from '../format/phrase.js';
import { type Call, type CallMade, trackCall } from './call.js';
import { StepFailure } from './failure.js';
import { LocalSite } from './local-site.js';
import { type Pump, RealPump, VirtualPump } from './pump.js';
import { RemoteSite } from './remote-site.js';
import { type Heard, Seat } from './seat.js';
import type { Site } from './site.js';

export interface DeviceSpec {
  name: string;
  /** Default: by the device's name. */
  platform?: string | undefined;
  dialect: DialectName;
  /** Logged in when the scenario begins. */
  online: boolean;
  /** How far its clock is ahead, in milliseconds. */
  clockOffset: number;
}

export interface UserSpec {
  name: string;
  devices: DeviceSpec[];
}

export interface GroupSpec {
  name: string;
  type: GroupType;
  /** The first is the owner. */
  members: string[];
}

/** Who and what is there when a scenario begins. */
export interface BenchSpec {
  users: UserSpec[];
  groups: GroupSpec[];
  settings: Partial<HubSettings>;
}

export interface BenchOptions {
  seed: number;
  /** The machine's clock in place of a virtual one. */
  realTime?: boolean;
  /** A live hub's address (ws://HOST:PORT); implies real time. */
  hub?: string;
  /** The token of its control door, needed only to see its offline pushes. */
  token?: string;
}

const SDK_APP_ID = 1_400_000_001;

/** How long a call may take before the step gives up on it: longer than any time-out of its own. */
const CALL_PATIENCE_MS = 100_000;

/** The place a scenario plays in: a hub, devices, a clock, and what has happened so far. */
export class Bench {
  readonly clock: Clock;
  readonly pump: Pump;
  readonly trace: Trace;
  readonly site: Site;
  readonly seats: Seat[] = [];
  readonly events: TraceEvent[] = [];
  /** inviteIDs by the names that `as` gave them. */
  readonly invitations = new Map<string, string>();
  /** Groups that are there from the beginning, and those that steps make. */
  readonly groups = new Set<string>();
  /** Values by the names that `keep` gave them. */
  readonly kept = new Map<string, unknown>();
  /** What offline users' phones have shown. */
  readonly pushes: Heard[] = [];
  /** Calls that nobody waits for. */
  readonly unfinished: Call[] = [];
  startedAt = 0;
  #byUser = new Map<string, Seat[]>();
  #order = 0;

  private constructor(spec: BenchSpec, options: BenchOptions) {
    const virtual = options.realTime || options.hub !== undefined ? undefined : new VirtualClock();
    this.clock = virtual ?? realClock;
    this.pump = virtual ? new VirtualPump(virtual) : new RealPump(realClock);
    this.trace = new Trace(this.clock);
    const site =
      options.hub === undefined
        ? new LocalSite(this.clock, seededEntropy(options.seed), this.trace, spec.settings)
        : new RemoteSite(options.hub, options.token ?? '', this);
    this.site = site;
    spec.users.forEach((user, u) => {
      const own = user.devices.map((device, d) => {
        const seat = new Seat({
          user: user.name,
          device: device.name,
          platform: device.platform,
          dialect: device.dialect,
          clockOffset: device.clockOffset,
          sdkAppID: SDK_APP_ID,
          connector: site.connector(user.name, device.name),
          clock: this.clock,
          // A live hub takes what it has seen before for the same message sent again.
          entropy: options.hub === undefined ? deviceEntropy(options.seed, u, d) : realEntropy,
          trace: this.trace,
          nextOrder: () => this.nextOrder(),
        });
        return seat;
      });
      this.seats.push(...own);
      this.#byUser.set(user.name, own);
    });
  }

  /** Makes the place and brings it to where the scenario begins: users known, groups made, devices logged in. */
  static async open(spec: BenchSpec, options: BenchOptions): Promise<Bench> {
    const bench = new Bench(spec, options);
    try {
      await bench.#setUp(spec);
    } catch (thrown) {
      bench.close();
      throw thrown;
    }
    return bench;
  }

  async #setUp(spec: BenchSpec): Promise<void> {
    await this.site.open?.();
    await this.finish(this.site.importUsers(spec.users.map((user) => user.name)));
    for (const { name, type, members } of spec.groups) {
      this.groups.add(name);
      const [owner, ...others] = members;
      await this.finish(this.site.createGroup(name, type, owner!, others));
    }
    const devices = spec.users.flatMap((user) => user.devices);
    const online = this.seats.filter((_, index) => devices[index]!.online);
    // All at once: each first request leaves in this order, and time need not be moved for each of them.
    await this.finish(Promise.all(online.map((seat) => seat.sdk.login(seat.user))));
    for (const seat of this.seats) seat.heard.length = 0;
    this.startedAt = this.clock.now();
    this.trace.subscribe((event) => this.#note(event), { frames: true });
  }

  #note(event: TraceEvent): void {
    this.events.push(event);
    if (event.kind !== 'push') return;
    const { title, desc, ext, from, groupID, inviteID = '' } = event;
    this.pushes.push({
      order: this.nextOrder(),
      at: event.at,
      name: 'push',
      args: { to: event.user, title, desc, ext, from, groupID },
      inviteID,
      claimed: false,
      quiet: true,
    });
  }

  nextOrder(): number {
    return ++this.#order;
  }

  get isVirtual(): boolean {
    return this.pump instanceof VirtualPump;
  }

  /** The hub in this process. @throws StepFailure when the scenario runs on another one */
  get local(): LocalSite {
    if (this.site instanceof LocalSite) return this.site;
    throw new StepFailure(
      'a hub in this process, whose network can be made bad',
      'the scenario runs on a live hub (--hub)',
    );
  }

  /** Milliseconds since the scenario began. */
  get elapsed(): number {
    return this.clock.now() - this.startedAt;
  }

  seatsOf(user: string): readonly Seat[] {
    return this.#byUser.get(user) ?? [];
  }

  /** The device that acts: the one named, else the first that is logged in, else the first. */
  actor({ user, device }: DeviceName): Seat {
    const own = this.seatsOf(user);
    if (device !== undefined) return own.find((seat) => seat.device === device)!;
    return own.find((seat) => seat.online) ?? own[0]!;
  }

  /**
   * The devices of which something is expected: the one named, else each that is logged in, else all: nobody who is
   * offline has heard anything just because there is nobody to ask.
   */
  watchers(who: DeviceName): Seat[] {
    const own = this.devices(who);
    const online = who.device === undefined ? own.filter((seat) => seat.online) : own;
    return online.length > 0 ? online : own;
  }

  /** The devices meant, logged in or not. */
  devices({ user, device }: DeviceName): Seat[] {
    return this.seatsOf(user).filter((seat) => device === undefined || seat.device === device);
  }

  /** @throws StepFailure when no step has sent it yet */
  inviteID(name: string): string {
    const inviteID = this.invitations.get(name);
    if (inviteID === undefined)
      throw new StepFailure(`an invitation named ${name}`, 'none has been sent under this name yet');
    return inviteID;
  }

  /** The name that `as` gave an invitation, else its ID. */
  invitationName(inviteID: string): string {
    for (const [name, id] of this.invitations) if (id === inviteID) return name;
    return inviteID;
  }

  /** Waits for a promise while time is moved. @throws what it rejects with */
  async finish<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    promise.then(done, done);
    if (await this.pump.wait(() => settled, CALL_PATIENCE_MS)) return promise;
    throw new SigError(CODE.ERR_SDK_NET_WAIT_ACK_TIMEOUT, 'the call has not come to an end');
  }

  /** Makes a call known to the bench, so that its outcome is never lost. */
  start(made: CallMade): Call {
    return trackCall(made);
  }

  close(): void {
    for (const seat of this.seats) seat.crash();
    this.site.close();
  }
}

/** Each device draws from its own stream, so that what one does changes nothing for the others. */
function deviceEntropy(seed: number, user: number, device: number): Entropy {
  return seededEntropy((seed + 0x9e3779b9 * (1 + user * 16 + device)) >>> 0);
}

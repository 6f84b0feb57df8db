import type { HubSettings } from '../../hub/core/settings.js';
import { CODE } from '../../im/error-codes.js';
import type { GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { Clock } from '../../runtime/clock.js';
import { type Entropy, realEntropy, seededEntropy } from '../../runtime/entropy.js';
import { realClock } from '../../runtime/real-clock.js';
import { VirtualClock } from '../../runtime/virtual-clock.js';
import type { DialectName } from '../../signaling/dialects/index.js';
import type { TraceEvent } from '../../trace/event.js';
import type { DrawnAnswer } from '../../trace/sequence-of-trace.js';
import { Trace } from '../../trace/trace.js';
import type { DeviceName } from '../format/phrase.js';
import { type View, ViewFolder } from '../views.js';
import type { HubUnderTest } from './hub-under-test.js';
import { InProcessHub } from './in-process-hub.js';
import { LiveHub } from './live-hub.js';
import { StepFailure } from './step-failure.js';
import { type HeardEvent, TestDevice } from './test-device.js';
import { RealTimeDriver, type TimeDriver, VirtualTimeDriver } from './time-driver.js';
import { type StartedCall, type TrackedCall, trackCall } from './tracked-call.js';

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
export interface TestbedSpec {
  users: UserSpec[];
  groups: GroupSpec[];
  settings: Partial<HubSettings>;
}

export interface TestbedOptions {
  seed: number;
  /** The machine's clock in place of a virtual one. */
  realTime?: boolean;
  /** A live hub's address (ws://HOST:PORT); implies real time. */
  hub?: string;
  /** The token of its control endpoint, needed only to see its offline pushes. */
  token?: string;
}

const SDK_APP_ID = 1_400_000_001;

/** How long a call may take before the step gives up on it: longer than any time-out of its own. */
const CALL_PATIENCE_MS = 100_000;

/** After the longest time-out: calls fail, devices that were cut off come back. */
const AFTERMATH_MS = 120_000;

const REAL_TIME_PATIENCE_MS = 5000;

/** The place a scenario plays in: a hub, devices, a clock, and what has happened so far. */
export class Testbed {
  readonly clock: Clock;
  readonly time: TimeDriver;
  readonly trace: Trace;
  readonly hub: HubUnderTest;
  readonly devices: TestDevice[] = [];
  readonly events: TraceEvent[] = [];
  /** inviteIDs by the names that `as` gave them. */
  readonly invitations = new Map<string, string>();
  /** Groups that are there from the beginning, and those that steps make. */
  readonly groups = new Set<string>();
  /** Values by the names that `keep` gave them. */
  readonly kept = new Map<string, unknown>();
  /** What offline users' phones have shown. */
  readonly pushes: HeardEvent[] = [];
  /** The hub's answers that steps have let through. */
  readonly answers: DrawnAnswer[] = [];
  /** Calls that nobody waits for. */
  readonly unfinished: TrackedCall[] = [];
  startedAt = 0;
  #byUser = new Map<string, TestDevice[]>();
  #order = 0;
  #views = new ViewFolder();
  /** How many events they hold: most scenarios never ask. */
  #viewed = 0;
  #listeners: ((event: TraceEvent) => void)[] = [];

  private constructor(spec: TestbedSpec, options: TestbedOptions) {
    const virtual = options.realTime || options.hub !== undefined ? undefined : new VirtualClock();
    this.clock = virtual ?? realClock;
    this.time = virtual ? new VirtualTimeDriver(virtual) : new RealTimeDriver(realClock);
    this.trace = new Trace(this.clock);
    const hub =
      options.hub === undefined
        ? new InProcessHub(this.clock, seededEntropy(options.seed), this.trace, spec.settings)
        : new LiveHub(options.hub, options.token ?? '', {
            deviceOf: (user) => this.devicesOf(user)[0],
            pushShown: ({ user, device, kind, title, desc, ext, from, groupID }) =>
              this.trace.emit(user, device, { kind, title, desc, ext, from, groupID }),
          });
    this.hub = hub;
    for (const user of spec.users) {
      const own = user.devices.map((device, d) => {
        const testDevice = new TestDevice({
          user: user.name,
          device: device.name,
          platform: device.platform,
          dialect: device.dialect,
          clockOffset: device.clockOffset,
          sdkAppID: SDK_APP_ID,
          connector: hub.connector(user.name, device.name),
          clock: this.clock,
          // A live hub takes what it has seen before for the same message sent again.
          entropy:
            options.hub === undefined ? deviceEntropy(options.seed, this.devices.length + d) : realEntropy,
          trace: this.trace,
          nextOrder: () => this.nextOrder(),
        });
        return testDevice;
      });
      this.devices.push(...own);
      this.#byUser.set(user.name, own);
    }
  }

  /** Makes the place and brings it to where the scenario begins: users known, groups made, devices logged in. */
  static async open(spec: TestbedSpec, options: TestbedOptions): Promise<Testbed> {
    const testbed = new Testbed(spec, options);
    try {
      await testbed.#setUp(spec);
    } catch (thrown) {
      testbed.close();
      throw thrown;
    }
    return testbed;
  }

  async #setUp(spec: TestbedSpec): Promise<void> {
    await this.hub.open?.();
    await this.finish(this.hub.importUsers(spec.users.map((user) => user.name)));
    for (const { name, type, members } of spec.groups) {
      this.groups.add(name);
      const [owner, ...others] = members;
      await this.finish(this.hub.createGroup(name, type, owner!, others));
    }
    const devices = spec.users.flatMap((user) => user.devices);
    const online = this.devices.filter((_, index) => devices[index]!.online);
    // All at once: each first request leaves in this order, and time need not be moved for each of them.
    await this.finish(Promise.all(online.map((testDevice) => testDevice.sdk.login(testDevice.user))));
    for (const testDevice of this.devices) testDevice.heard.length = 0;
    this.startedAt = this.clock.now();
    this.trace.subscribe((event) => this.#note(event), { frames: true });
  }

  #note(event: TraceEvent): void {
    this.events.push(event);
    if (event.kind === 'push') this.#notePush(event);
    for (const listener of this.#listeners) listener(event);
  }

  #notePush(event: Extract<TraceEvent, { kind: 'push' }>): void {
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

  /** What each device has been told of each invitation by now. */
  get views(): View[] {
    while (this.#viewed < this.events.length) this.#views.take(this.events[this.#viewed++]!);
    return this.#views.current();
  }

  /** Called after each event, once it is taken in. */
  onEvent(listener: (event: TraceEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Within so many milliseconds every timer has run out, as far as anybody can tell. */
  timeToTheEnd(): number {
    if (!this.isVirtual) return REAL_TIME_PATIENCE_MS;
    let longest = 0;
    for (const event of this.events) {
      if (event.kind === 'call') longest = Math.max(longest, Number(event.args.timeout ?? 0) || 0);
    }
    return longest * 1000 + AFTERMATH_MS;
  }

  nextOrder(): number {
    return ++this.#order;
  }

  get isVirtual(): boolean {
    return this.time instanceof VirtualTimeDriver;
  }

  /** The hub in this process. @throws StepFailure when the scenario runs on another one */
  get local(): InProcessHub {
    if (this.hub instanceof InProcessHub) return this.hub;
    throw new StepFailure(
      'a hub in this process, whose network can be made bad',
      'the scenario runs on a live hub (--hub)',
    );
  }

  /** Milliseconds since the scenario began. */
  get elapsed(): number {
    return this.clock.now() - this.startedAt;
  }

  devicesOf(user: string): readonly TestDevice[] {
    return this.#byUser.get(user) ?? [];
  }

  /** The device that acts: the one named, else the first that is logged in, else the first. */
  actor({ user, device }: DeviceName): TestDevice {
    const own = this.devicesOf(user);
    if (device !== undefined) return own.find((testDevice) => testDevice.device === device)!;
    return own.find((testDevice) => testDevice.online) ?? own[0]!;
  }

  /**
   * The devices of which something is expected: the one named, else each that is logged in, else all: nobody who is
   * offline has heard anything just because there is nobody to ask.
   */
  watchers(who: DeviceName): TestDevice[] {
    const own = this.devicesNamed(who);
    const online = who.device === undefined ? own.filter((testDevice) => testDevice.online) : own;
    return online.length > 0 ? online : own;
  }

  /** The devices meant, logged in or not. */
  devicesNamed({ user, device }: DeviceName): TestDevice[] {
    return this.devicesOf(user).filter((testDevice) => device === undefined || testDevice.device === device);
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
    if (await this.time.wait(() => settled, CALL_PATIENCE_MS)) return promise;
    throw new SigError(CODE.ERR_SDK_NET_WAIT_ACK_TIMEOUT, 'the call has not come to an end');
  }

  /** Makes a call known to the testbed, so that its outcome is never lost. */
  start(made: StartedCall): TrackedCall {
    return trackCall(made);
  }

  close(): void {
    for (const testDevice of this.devices) testDevice.crash();
    this.hub.close();
  }
}

/** Each device draws from its own stream, so that what one does changes nothing for the others. */
function deviceEntropy(seed: number, index: number): Entropy {
  return seededEntropy((seed + 0x9e3779b9 * (1 + index)) >>> 0);
}

import type { z } from 'zod';
import type { V2TIMManager } from '../device/v2tim-manager.js';
import { FileError } from '../scenario/format/file-error.js';
import { type Header, header, testbedOf } from '../scenario/format/header.js';
import { fillIn } from '../scenario/format/placeholders.js';
import { loadStep } from '../scenario/load.js';
import { Player } from '../scenario/play.js';
import { DEFAULT_SEED } from '../scenario/run.js';
import { Testbed } from '../scenario/testbed/testbed.js';
import type { TraceEvent } from '../trace/event.js';
import { sequenceOfTrace } from '../trace/sequence-of-trace.js';
import { sequenceText } from '../trace/sequence-text.js';

/** Who takes part, in the words of a scenario file: `{ users: ['alice', { bob: { online: false } }], groups: { team: ['alice'] } }`. */
export interface LabSetting extends Pick<z.input<typeof header>, 'users' | 'groups' | 'hub'> {
  seed?: number;
  /** Wait for real in place of jumping through virtual time. */
  realTime?: boolean;
  /** A live hub's address; implies real time. */
  hubURL?: string;
}

/** An invitation that a step has sent. */
export interface LabInvitation {
  /** What sentences call it. */
  readonly name: string;
  readonly inviteID: string;
}

/** Options of a step, as in a scenario file; data may be a string, JSON, or (where it is compared) a RegExp too. */
export type StepOptions = Record<string, unknown>;

/** What a listener was told, by the names of its arguments. */
export type Told = Record<string, unknown>;

/**
 * A testbed for tests in code: a hub on a virtual clock, and users by name.
 *
 * @example
 * await using testbed = await lab({ users: ['alice', { bob: { online: false } }] });
 * const [alice, bob] = testbed.users('alice', 'bob');
 * const call = await alice.invites('bob', { data: { call: 'video' }, timeout: 30 });
 * await testbed.after('10s');
 * await bob.logsIn();
 * await bob.receives(call, { data: { call: 'video' } });
 * await bob.accepts(call);
 * await alice.seesAccept(call, 'bob');
 * await testbed.nothingElseHappens('60s');
 *
 * @throws FileError when the setting makes no sense
 * @see docs/scenarios.md
 */
export async function lab(setting: LabSetting): Promise<Lab> {
  const { seed = DEFAULT_SEED, realTime = false, hubURL, ...rest } = setting;
  const head = header.parse({ scenario: 'lab', ...rest });
  const options = { seed, realTime, ...(hubURL === undefined ? {} : { hub: hubURL }) };
  return new Lab(head, await Testbed.open(testbedOf(head), options));
}

/** How many of the last events a failure shows. */
const LAST_STEPS = 12;

export class Lab implements AsyncDisposable {
  #header: Header;
  #testbed: Testbed;
  #player: Player;
  #count = 0;

  constructor(head: Header, testbed: Testbed) {
    this.#header = head;
    this.#testbed = testbed;
    this.#player = new Player(testbed);
  }

  /** Users by name, in the order asked for. */
  users<const Names extends readonly string[]>(...names: Names): { [key in keyof Names]: LabUser } {
    return names.map((name) => this.user(name)) as { [key in keyof Names]: LabUser };
  }

  /** A user (the device that fits), or one device of a user. */
  user(name: string, device?: string): LabUser {
    const testDevices = this.#testbed.devicesOf(name);
    if (testDevices.length === 0) throw new Error(`the lab has no user ${name}`);
    if (device !== undefined && !testDevices.some((testDevice) => testDevice.device === device))
      throw new Error(`${name} has no device ${device}`);
    return new LabUser(this, this.#testbed, name, device);
  }

  /** Milliseconds since the lab was opened, by its own clock. */
  get elapsed(): number {
    return this.#testbed.elapsed;
  }

  /** All that has happened. */
  get trace(): readonly TraceEvent[] {
    return this.#testbed.events;
  }

  /**
   * Does any step of a scenario file: `does("bob's network has", { latency: '200ms' })`.
   * @returns what a listener was told, where the step expects that
   * @throws Error with what was expected and seen, and the last events, when it fails; FileError when it is no step
   */
  async does(sentence: string, options?: unknown): Promise<Told | undefined> {
    const spoken = options === undefined ? undefined : JSON.parse(JSON.stringify(options, regexAsText));
    const { invitations, groups, kept } = this.#testbed;
    const known = { invitations: invitations.keys(), groups, values: kept };
    const planned = loadStep(this.#header, known, sentence, spoken);
    const told = await this.#player.step(planned);
    this.#throwFailure();
    return told;
  }

  /** Lets time pass: '10s', '24h'. */
  async after(time: string): Promise<void> {
    await this.does('after', time);
  }

  /** Nothing that no step has expected may have come to any device when this time is over. */
  async nothingElseHappens(time = '0s'): Promise<void> {
    await this.does('nothing else happens for', time);
  }

  async invites(sentence: string, options: StepOptions): Promise<LabInvitation> {
    const as = options.as ?? `invitation${++this.#count}`;
    await this.does(sentence, { ...options, as });
    const name = String(fillIn(as, this.#testbed.kept));
    return { name, inviteID: this.#testbed.inviteID(name) };
  }

  /** What has happened so far, as a sequence diagram in text. */
  diagram(steps = Number.POSITIVE_INFINITY): string {
    const names = new Map([...this.#testbed.invitations].map(([name, id]) => [id, name]));
    const users = [...new Set(this.#testbed.devices.map((testDevice) => testDevice.user))];
    const sequence = sequenceOfTrace(this.#testbed.events, {
      names,
      users,
      startedAt: this.#testbed.startedAt,
    });
    return sequenceText({ ...sequence, steps: sequence.steps.slice(-steps) });
  }

  /** Judges what must never happen, and ends all devices and the hub. */
  async close(): Promise<void> {
    try {
      await this.#player.finish();
      this.#throwFailure();
    } finally {
      this.#testbed.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #throwFailure(): void {
    const [failure] = this.#player.failures;
    if (!failure) return;
    this.#player.failures = [];
    const { step, expected, seen } = failure;
    throw new Error(`${step}\nexpected: ${expected}\nseen:     ${seen}\n\n${this.diagram(LAST_STEPS)}`);
  }
}

/** A user, or one device of a user, in a lab. */
export class LabUser {
  readonly name: string;
  #lab: Lab;
  #testbed: Testbed;
  #device: string | undefined;

  constructor(lab: Lab, testbed: Testbed, name: string, device: string | undefined) {
    this.#lab = lab;
    this.#testbed = testbed;
    this.name = name;
    this.#device = device;
  }

  /** The same user on one device. */
  on(device: string): LabUser {
    return this.#lab.user(this.name, device);
  }

  /** The device's SDK, to put the app under test on it: add listeners, or call it. */
  get sdk(): V2TIMManager {
    return this.#testbed.actor({ user: this.name, device: this.#device }).sdk;
  }

  get #who(): string {
    return this.#device === undefined ? this.name : `${this.name}'s ${this.#device}`;
  }

  /** Any step that begins with this user: `does('is cut off')`. */
  does(what: string, options?: unknown): Promise<Told | undefined> {
    return this.#lab.does(`${this.#who} ${what}`, options);
  }

  /** Invites one user. @param options data, timeout, 'online only', push, fails */
  invites(whom: string, options: StepOptions = {}): Promise<LabInvitation> {
    return this.#lab.invites(`${this.#who} invites ${whom}`, options);
  }

  /** Invites members of a group. */
  invitesInGroup(group: string, whom: readonly string[], options: StepOptions = {}): Promise<LabInvitation> {
    return this.#lab.invites(`${this.#who} invites ${whom.join(', ')} in ${group}`, options);
  }

  async cancels(call: LabInvitation, options?: StepOptions): Promise<void> {
    await this.does(`cancels ${call.name}`, options);
  }

  async accepts(call: LabInvitation, options?: StepOptions): Promise<void> {
    await this.does(`accepts ${call.name}`, options);
  }

  async rejects(call: LabInvitation, options?: StepOptions): Promise<void> {
    await this.does(`rejects ${call.name}`, options);
  }

  async modifies(call: LabInvitation, options: StepOptions): Promise<void> {
    await this.does(`modifies ${call.name}`, options);
  }

  async logsIn(): Promise<void> {
    await this.does('logs in');
  }

  async logsOut(): Promise<void> {
    await this.does('logs out');
  }

  /** Waits for onReceiveNewInvitation. @param options data, from, group, invitees, within */
  async receives(call: LabInvitation, options?: StepOptions): Promise<Told> {
    return (await this.does(`receives ${call.name}`, options))!;
  }

  /** Nothing announces the invitation for this long. */
  async doesNotReceive(call: LabInvitation, within = '5s'): Promise<void> {
    await this.does(`does not receive ${call.name}`, { within });
  }

  async seesAccept(call: LabInvitation, by: string, options?: StepOptions): Promise<Told> {
    return (await this.does(`sees ${by} accept ${call.name}`, options))!;
  }

  async seesReject(call: LabInvitation, by: string, options?: StepOptions): Promise<Told> {
    return (await this.does(`sees ${by} reject ${call.name}`, options))!;
  }

  async seesCancel(call: LabInvitation, options?: StepOptions): Promise<Told> {
    return (await this.does(`sees ${call.name} cancelled`, options))!;
  }

  async seesTimeout(call: LabInvitation, options?: StepOptions): Promise<Told> {
    return (await this.does(`sees ${call.name} time out`, options))!;
  }

  async seesModified(call: LabInvitation, options?: StepOptions): Promise<Told> {
    return (await this.does(`sees ${call.name} modified`, options))!;
  }
}

function regexAsText(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? `/${value.source}/${value.flags.replaceAll('g', '')}` : value;
}

export { FileError };

import type { V2TIMManager } from '../device/v2tim-manager.js';
import { VirtualClock } from '../runtime/virtual-clock.js';
import { formatDuration } from '../scenario/format/duration.js';
import { FileError } from '../scenario/format/file-error.js';
import { type Header, testbedOf } from '../scenario/format/header.js';
import { fillIn } from '../scenario/format/placeholders.js';
import { suggestion } from '../scenario/format/suggest.js';
import { headerOf, loadStep } from '../scenario/load.js';
import type { PlannedStep } from '../scenario/plan.js';
import { Player } from '../scenario/play.js';
import { DEFAULT_SEED } from '../scenario/run.js';
import { Testbed } from '../scenario/testbed/testbed.js';
import type { TraceEvent } from '../trace/event.js';
import type { Sequence } from '../trace/sequence.js';
import { sequenceOfTrace } from '../trace/sequence-of-trace.js';
import { sequenceText } from '../trace/sequence-text.js';
import { followClock } from './app-timers.js';
import { callerOf, thrownAt } from './caller.js';
import { LabUser } from './lab-user.js';
import type {
  InviteOptions,
  LabInvitation,
  LabSetting,
  ListenerArgs,
  NamesOf,
  Statements,
  UsersSetting,
} from './setting.js';

/**
 * A hub on a virtual clock, and users by name, for tests in code.
 *
 * @example
 * await using bench = await lab({ users: ['alice', { bob: { online: false } }] });
 * const [alice, bob] = bench.users('alice', 'bob');
 * const call = await alice.invites('bob', { data: { call: 'video' }, timeout: 30 });
 * await bench.after('10s');
 * await bob.logsIn();
 * await bob.receives(call, { data: { call: 'video' } });
 * await bob.accepts(call);
 * await alice.seesAccept(call, 'bob');
 * await bench.nothingElseHappens('60s');
 *
 * @throws FileError at the test's own line when the setting makes no sense
 * @see docs/scenarios.md
 */
export async function lab<const Users extends UsersSetting>(
  setting: LabSetting<Users>,
): Promise<Lab<NamesOf<Users>>> {
  const caller = callerOf();
  try {
    const { seed = DEFAULT_SEED, realTime = false, hubURL, timers, ...rest } = setting;
    const head = headerOf({ scenario: 'lab', ...rest });
    const options = { seed, realTime, ...(hubURL === undefined ? {} : { hub: hubURL }) };
    const testbed = await Testbed.open(testbedOf(head), options);
    const { clock } = testbed;
    const letGo = timers && clock instanceof VirtualClock ? followClock(clock, timers) : undefined;
    return new Lab(head, testbed, letGo);
  } catch (thrown) {
    throw thrownAt(caller, thrown);
  }
}

/** How many of the last events a failure shows. */
const LAST_STEPS = 12;

export class Lab<Names extends string = string> implements AsyncDisposable {
  #header: Header;
  #testbed: Testbed;
  #player: Player;
  #count = 0;
  #letGo: (() => void) | undefined;

  /** @param letGo takes back what was faked for it */
  constructor(head: Header, testbed: Testbed, letGo?: () => void) {
    this.#header = head;
    this.#testbed = testbed;
    this.#player = new Player(testbed);
    this.#letGo = letGo;
  }

  /** Users by name, in the order asked for. */
  users<const Asked extends readonly Names[]>(...names: Asked): { [key in keyof Asked]: LabUser<Names> } {
    return names.map((name) => this.user(name)) as { [key in keyof Asked]: LabUser<Names> };
  }

  /** A user (the device that fits), or one device of a user. */
  user(name: Names, device?: string): LabUser<Names> {
    const own = this.#testbed.devicesOf(name);
    if (own.length === 0) {
      const known = new Set(this.#testbed.devices.map(({ user }) => user));
      throw new Error(`the lab has no user ${name}: ${suggestion(name, [...known])}`);
    }
    if (device !== undefined && !own.some((each) => each.device === device)) {
      const known = own.map((each) => each.device);
      throw new Error(`${name} has no device ${device}: ${suggestion(device, known)}`);
    }
    return new LabUser<Names>(this, name, device);
  }

  /** The SDK of the device that acts for a user. */
  sdkOf(user: string, device: string | undefined): V2TIMManager {
    return this.#testbed.actor({ user, device }).sdk;
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
   * @throws Error at the test's own line with what was expected and seen, and the last events; FileError when it is no step
   */
  async does(sentence: string, options?: unknown): Promise<ListenerArgs | undefined> {
    const caller = callerOf();
    try {
      const planned = this.#planned(sentence, options);
      const told = await this.#player.step(planned);
      this.#throwFailure();
      return told;
    } catch (thrown) {
      throw thrownAt(caller, thrown);
    }
  }

  /**
   * Whether an expectation is met by now; no time passes, and it uses nothing up.
   * @throws FileError at the test's own line for what is no expectation
   */
  hasMet(sentence: string, options?: unknown): { met: boolean; seen: string } {
    const caller = callerOf();
    try {
      return this.#player.look(this.#planned(sentence, options));
    } catch (thrown) {
      throw thrownAt(caller, thrown);
    }
  }

  #planned(sentence: string, options: unknown): PlannedStep {
    const spoken = options === undefined ? undefined : JSON.parse(JSON.stringify(options, regexAsText));
    const { invitations, groups, kept } = this.#testbed;
    const known = { invitations: invitations.keys(), groups, values: kept };
    return loadStep(this.#header, known, sentence, spoken);
  }

  /** What has happened so far as a table in Markdown, for a report: when, from whom to whom, what. */
  table(): string {
    const rows = this.#sequence().steps.flatMap((step) =>
      step.kind === 'message'
        ? [
            `| ${formatDuration(step.at ?? 0)} | ${nameOf(step.from)} → ${nameOf(step.to)} | ${step.label.replaceAll('|', '\\|')} |`,
          ]
        : [],
    );
    return ['| when | who | what |', '| ---: | --- | --- |', ...rows].join('\n');
  }

  /** Lets time pass: '10s', '24h'. */
  async after(time: string): Promise<void> {
    await this.does('after', time);
  }

  /** Nothing that no step has expected may have come to any device when this time is over. */
  async nothingElseHappens(time = '0s'): Promise<void> {
    await this.does('nothing else happens for', time);
  }

  /** What must hold at every moment from here on: `at most one of a1, a2 believes call is accepted`. */
  async always(statements: Statements): Promise<void> {
    await this.does('always', statements);
  }

  /** What must hold at no moment from here on. */
  async never(statements: Statements): Promise<void> {
    await this.does('never', statements);
  }

  /** What must hold in the end; judged by {@link close}. */
  async eventually(statements: Statements): Promise<void> {
    await this.does('eventually', statements);
  }

  /** Does a step that invites, and tells which invitation that is. */
  async invites(sentence: string, options: InviteOptions): Promise<LabInvitation> {
    const as = options.as ?? `invitation${++this.#count}`;
    await this.does(sentence, { ...options, as });
    const name = String(fillIn(as, this.#testbed.kept));
    return { name, inviteID: this.#testbed.inviteID(name) };
  }

  /** What has happened so far, as a sequence diagram in text. */
  diagram(steps = Number.POSITIVE_INFINITY): string {
    const sequence = this.#sequence();
    return sequenceText({ ...sequence, steps: sequence.steps.slice(-steps) });
  }

  #sequence(): Sequence {
    const { invitations, devices, events, startedAt } = this.#testbed;
    const names = new Map([...invitations].map(([name, id]) => [id, name]));
    const users = [...new Set(devices.map(({ user }) => user))];
    return sequenceOfTrace(events, { names, users, startedAt });
  }

  /** Judges what must never happen, and ends all devices and the hub. */
  async close(): Promise<void> {
    const caller = callerOf();
    try {
      await this.#player.finish();
      this.#throwFailure();
    } catch (thrown) {
      throw thrownAt(caller, thrown);
    } finally {
      this.#testbed.close();
      this.#letGo?.();
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

/** `alice`, or `hub`, of a participant of a diagram. */
function nameOf(id: string): string {
  return id.replace(/\/phone$/, '').replace('/', "'s ");
}

function regexAsText(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? `/${value.source}/${value.flags.replaceAll('g', '')}` : value;
}

export { FileError };

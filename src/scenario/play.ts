import { jsonpath } from 'json-p3';
import { SigError } from '../im/sig-error.js';
import type { TraceEvent } from '../trace/event.js';
import { formatDuration } from './format/duration.js';
import { fillIn } from './format/placeholders.js';
import { InvariantWatch } from './invariant-watch.js';
import { parseJSON } from './match/match.js';
import type {
  PlannedAction,
  PlannedBlock,
  PlannedCall,
  PlannedExpectation,
  PlannedInvariant,
  PlannedStep,
} from './plan.js';
import type { JudgedScope, StepCheck, StepJudgement } from './steps/define.js';
import { describe } from './steps/heard.js';
import { StepFailure } from './testbed/step-failure.js';
import type { TestDevice } from './testbed/test-device.js';
import type { Testbed } from './testbed/testbed.js';
import { describeError, type TrackedCall } from './testbed/tracked-call.js';

/** How long an expectation waits if it doesn't say. */
const PATIENCE_MS = 5000;

/** A step that went wrong. */
export interface Failure {
  /** From 1. */
  line: number;
  step: string;
  expected: string;
  seen: string;
}

/** After these, what somebody believes or has heard may be another. */
const CHANGES: ReadonlySet<TraceEvent['kind']> = new Set(['event', 'result', 'fault', 'push']);

/** Plays steps on a testbed and judges what is seen. */
export class Player {
  failures: Failure[] = [];
  /** Those of them that are broken invariants of the scenario's own. */
  readonly broken: Failure[] = [];
  #testbed: Testbed;
  #nevers: { planned: PlannedExpectation; check: StepCheck }[] = [];
  #told: Record<string, unknown> | undefined;
  #watches: InvariantWatch[] = [];
  #isWatching = false;
  #background: { planned: PlannedCall; call: TrackedCall }[] = [];

  constructor(testbed: Testbed) {
    this.#testbed = testbed;
  }

  /** Plays steps until one fails. */
  async play(steps: readonly PlannedStep[]): Promise<void> {
    for (const step of steps) {
      if (this.failures.length > 0) return;
      await this.step(step);
    }
  }

  /** Judges what could not be judged before the end. */
  async finish(): Promise<void> {
    for (const { planned, call } of this.#background) {
      if (this.failures.length > 0) return;
      await this.#guard(planned, async () => {
        await this.#testbed.finish(call.outcome.catch(() => undefined));
        judgeCall(planned, call);
      });
    }
    await this.#testbed.time.pass(0);
    this.#checkNevers();
    if (this.failures.length === 0) await this.#checkEventually();
  }

  /** @returns what a listener was told, where the step expects that */
  async step(step: PlannedStep): Promise<Record<string, unknown> | undefined> {
    this.#told = undefined;
    await this.#guard(step, () => this.#do(step));
    this.#checkNevers();
    return this.#told;
  }

  /** Plays a step that may fail without the scenario's failing. @returns what went wrong */
  async attempt(step: PlannedStep): Promise<Failure | undefined> {
    try {
      await this.#do(step);
      return undefined;
    } catch (thrown) {
      return failureOf(step, thrown);
    }
  }

  #do(step: PlannedStep): unknown {
    switch (step.kind) {
      case 'call':
        return this.#call(step);
      case 'expectation':
        return this.#expect(step, (testDevice) => testDevice.lastClaimed, false);
      case 'action':
        return step.step.run(this.#testbed, this.#words(step), this.#options(step.options));
      case 'block':
        return this.#block(step);
      case 'invariant':
        return this.watch([step]);
    }
  }

  async #guard(planned: PlannedStep, run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (thrown) {
      this.#fail(planned, thrown);
    }
  }

  #fail(planned: PlannedStep, thrown: unknown): void {
    const { line, text } = planned;
    this.failures.push(failureOf(planned, thrown));
    this.#testbed.trace.emit('', '', { kind: 'assertion', ok: false, text, line });
  }

  /** A name may hold a value that was kept: `call<n>`. */
  #words({ said, words }: PlannedCall | PlannedExpectation | PlannedAction): never {
    return (said.includes('<') ? fillIn(words, this.#testbed.kept) : words) as never;
  }

  #options(options: Record<string, unknown>): never {
    if (!hasPlaceholders(options)) return options as never;
    const { kept, invitations } = this.#testbed;
    return fillIn(options, new Map([...invitations, ...kept])) as never;
  }

  async #call(planned: PlannedCall): Promise<void> {
    const call = this.make(planned);
    if (!planned.waits) {
      this.#background.push({ planned, call });
      return;
    }
    await this.#testbed.finish(call.outcome.catch(() => undefined));
    judgeCall(planned, call);
    if (call.state === 'done') this.#keep(planned, call.value);
  }

  /** Takes down what must never be seen, so that it is judged from here on. */
  forbid(planned: PlannedExpectation): void {
    const check = planned.step.check(this.#testbed, this.#words(planned), this.#options(planned.options));
    this.#nevers.push({ planned, check });
  }

  /** Whether an expectation is met by now, whatever other steps have expected. @throws StepFailure for any other step */
  look(planned: PlannedStep): { met: boolean; seen: string } {
    if (planned.kind !== 'expectation') throw new StepFailure('an expectation', `"${planned.text}" is none`);
    const check = planned.step.check(this.#testbed, this.#words(planned), this.#options(planned.options));
    const finding = check({ after: () => 0, inOrder: false, at: undefined, anywhere: true });
    return finding.met ? { met: true, seen: '' } : finding;
  }

  /** Has these hold from here on. */
  watch(invariants: readonly PlannedInvariant[]): void {
    for (const planned of invariants) {
      const expectations = planned.claim.kind === 'count' ? planned.claim.of : [];
      const checks = expectations.map((each) =>
        each.step.check(this.#testbed, this.#words(each), this.#options(each.options)),
      );
      this.#watches.push(new InvariantWatch(this.#testbed, planned, checks));
    }
    if (invariants.length > 0 && !this.#isWatching) {
      this.#isWatching = true;
      this.#testbed.onEvent((event) => CHANGES.has(event.kind) && this.#checkInvariants());
    }
    this.#checkInvariants();
  }

  /** What is broken is broken for good, and told once. */
  #checkInvariants(): void {
    for (const watch of this.#watches) {
      if (watch.planned.when !== 'eventually') this.#judgeInvariant(watch);
    }
  }

  #judgeInvariant(watch: InvariantWatch): void {
    let thrown: unknown;
    try {
      const seen = watch.broken();
      if (seen === undefined) return;
      thrown = new StepFailure(watch.planned.text, seen);
    } catch (error) {
      thrown = error;
    }
    this.#watches = this.#watches.filter((each) => each !== watch);
    this.#fail(watch.planned, thrown);
    this.broken.push(this.failures.at(-1)!);
  }

  /** What must hold in the end is given the time that all timers need to run out. */
  async #checkEventually(): Promise<void> {
    for (const watch of this.#watches.filter(({ planned }) => planned.when === 'eventually')) {
      await this.#testbed.time.wait(() => watch.broken() === undefined, this.#testbed.timeToTheEnd());
      this.#judgeInvariant(watch);
    }
  }

  /** Makes the call, and gives the invitation its name. */
  make(planned: PlannedCall): TrackedCall {
    const testbed = this.#testbed;
    const options = this.#options(planned.options);
    const made = planned.step.make(testbed, this.#words(planned), options);
    if (planned.step.invites && made.inviteID !== undefined) {
      testbed.invitations.set(String((options as { as?: unknown }).as ?? 'call'), made.inviteID);
    }
    return testbed.start(made);
  }

  async #expect(planned: PlannedExpectation, after: JudgedScope['after'], inOrder: boolean): Promise<number> {
    const testbed = this.#testbed;
    if (planned.mode === 'never') {
      this.forbid(planned);
      return 0;
    }
    const check = planned.step.check(testbed, this.#words(planned), this.#options(planned.options));
    const within =
      (planned.options.within as number | undefined) ?? (planned.mode === 'not' ? 0 : PATIENCE_MS);
    const { at } = planned.options as { at?: number };
    const moment = at === undefined ? undefined : testbed.startedAt + at;
    const scope: JudgedScope = { after, inOrder, at: moment, anywhere: planned.mode === 'not' };
    let finding = await this.#poll(check, scope, within);
    if (planned.mode === 'not') {
      if (finding.met) throw new StepFailure(planned.text, found(testbed, finding));
      return 0;
    }
    if (!finding.met) {
      finding = check(scope);
      if (!finding.met) throw new StepFailure(expectedText(planned, within), finding.seen);
    }
    const last = claim(finding);
    this.#told = finding.value as Record<string, unknown> | undefined;
    this.#keep(planned, finding.value);
    testbed.trace.emit('', '', { kind: 'assertion', ok: true, text: planned.text, line: planned.line });
    return last;
  }

  async #poll(check: StepCheck, scope: JudgedScope, ms: number): Promise<StepJudgement> {
    let finding: StepJudgement = { met: false, seen: '' };
    await this.#testbed.time.wait(() => {
      finding = check(scope);
      return finding.met;
    }, ms);
    return finding;
  }

  #keep({ options }: PlannedExpectation | PlannedCall, value: unknown): void {
    const keep = options.keep as Record<string, string> | undefined;
    if (!keep) return;
    const source = Array.isArray(value) ? value : withDataRead({ ...(value as Record<string, unknown>) });
    for (const [name, path] of Object.entries(keep)) {
      const [first] = jsonpath.query(path, source as never).values();
      if (first === undefined) throw new StepFailure(`${path} to keep as ${name}`, JSON.stringify(source));
      this.#testbed.kept.set(name, first);
    }
  }

  async #block({ order, branches }: PlannedBlock): Promise<void> {
    if (order === 'together') {
      await Promise.all(branches.map((branch) => this.play(branch)));
      return;
    }
    const start = new Map(this.#testbed.devices.map((testDevice) => [testDevice, testDevice.lastClaimed]));
    let last = 0;
    const inOrder = order === 'this order';
    const after = (testDevice: TestDevice) => (inOrder && last > 0 ? last : (start.get(testDevice) ?? 0));
    for (const planned of branches.flat()) {
      if (this.failures.length > 0) return;
      await this.#guard(planned, async () => {
        last = Math.max(last, await this.#expect(planned as PlannedExpectation, after, inOrder && last > 0));
      });
    }
  }

  #checkNevers(): void {
    for (const never of this.#nevers) {
      const { planned, check } = never;
      try {
        const finding = check({ after: () => 0, inOrder: false, at: undefined, anywhere: true });
        if (finding.met) throw new StepFailure(planned.text, found(this.#testbed, finding));
      } catch (thrown) {
        this.#nevers = this.#nevers.filter((each) => each !== never);
        this.#fail(planned, thrown);
      }
    }
  }
}

/** `data` that is JSON may be looked into. */
function withDataRead(args: Record<string, unknown>): Record<string, unknown> {
  return typeof args.data === 'string' ? { ...args, data: parseJSON(args.data) ?? args.data } : args;
}

function failureOf({ line, text }: PlannedStep, thrown: unknown): Failure {
  const { expected, seen } =
    thrown instanceof StepFailure ? thrown : new StepFailure(text, describeError(SigError.from(thrown)));
  return { line, step: text, expected, seen };
}

/** @returns order of the last event claimed */
function claim({ claims }: StepJudgement & { met: true }): number {
  let last = 0;
  for (const { heard, testDevice } of claims) {
    heard.claimed = true;
    if (testDevice) testDevice.lastClaimed = Math.max(testDevice.lastClaimed, heard.order);
    last = Math.max(last, heard.order);
  }
  return last;
}

function found(testbed: Testbed, { claims }: StepJudgement & { met: true }): string {
  return claims.map(({ heard, testDevice }) => describe(testbed, testDevice, heard)).join('\n') || 'it is so';
}

function expectedText({ text, options }: PlannedExpectation, within: number): string {
  const at = options.at as number | undefined;
  return at === undefined ? `${text} within ${formatDuration(within)}` : `${text} at ${formatDuration(at)}`;
}

/** @throws StepFailure when the outcome is not what the step says */
function judgeCall({ text, options }: PlannedCall, { state, error, outcome: _, ...call }: TrackedCall): void {
  const { fails, 'may fail': mayFail } = options as { fails?: number | true; 'may fail'?: number | true };
  if (state === 'pending') throw new StepFailure(text, `${call.method} has not come to an end`);
  if (fails !== undefined) {
    const wanted = fails === true ? `${text}, and it fails` : `${text}, and it fails with ${fails}`;
    if (!error) throw new StepFailure(wanted, `${call.method} succeeded`);
    if (fails !== true && error.code !== fails) throw new StepFailure(wanted, describeError(error));
    return;
  }
  if (call.failure) throw call.failure;
  if (!error || mayFail === true || mayFail === error.code) return;
  throw new StepFailure(text, `${call.method} failed with ${describeError(error)}`);
}

const placeholders = new WeakMap<object, boolean>();

/** Whether something is to be filled in: of a step that is played over and over it is found out once. */
function hasPlaceholders(options: Record<string, unknown>): boolean {
  let known = placeholders.get(options);
  if (known === undefined) {
    known = JSON.stringify(options).includes('<');
    placeholders.set(options, known);
  }
  return known;
}

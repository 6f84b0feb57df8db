import type { HeldFrame } from '../../hub/network/faulty-network.js';
import { SigError } from '../../im/sig-error.js';
import type { VirtualClock } from '../../runtime/virtual-clock.js';
import type { StepText } from '../format/write.js';
import type { PlannedBlock, PlannedExpectation, PlannedStep } from '../plan.js';
import type { Failure, Player } from '../play.js';
import { after, nothingElse, nothingElseFor } from '../steps/time.js';
import { StepFailure } from '../testbed/step-failure.js';
import type { Testbed } from '../testbed/testbed.js';
import type { VirtualTimeDriver } from '../testbed/time-driver.js';
import { withoutHiddenTime } from './branches.js';
import { deliveries } from './deliveries.js';
import { isParallel } from './explored-block.js';
import type { Recovery, Scene } from './faults/fault.js';
import { exploredFaults } from './faults/index.js';
import type { InterleavingBounds, Pick, SchedulingPolicy } from './interleaving-result.js';
import { devicePlace, EVERYTHING, type Move } from './move.js';
import { afterText, callText, stepText } from './sentences.js';

/** How long a branch waits for an invitation that another sends, before it waits for what should happen to it. */
const INVITE_PATIENCE_MS = 5000;

/** How long something that is down may stay so. */
const LONGEST_OUTAGE_MS = 60_000;

/** A step of a branch that waits for its turn. */
interface Ready {
  id: string;
  step: PlannedStep;
  /** Unix ms. */
  since: number;
  go: () => void;
}

/** One order of what is in a scenario's parallel blocks, and of what follows them. */
export class Interleaving {
  readonly picks: Pick[] = [];
  readonly script: StepText[] = [];
  /** Calls that failed and events that did not come, which is no fault of an order but part of its outcome. */
  readonly failed: string[] = [];
  /** What the scenario expects after the block, and did not see. */
  readonly unmet: Failure[] = [];
  #testbed: Testbed;
  #player: Player;
  #bounds: InterleavingBounds;
  #choose: SchedulingPolicy;
  #faults: number;
  #kinds: readonly string[] | undefined;
  #ready: Ready[] = [];
  /** Branches that have not come to their end. */
  #running = 0;
  /** Which parallel block of the scenario, from 0. */
  #block = 0;
  #recoveries: (Recovery & { since: number })[] = [];
  /** Which move made a frame or a step possible. */
  #causes = new Map<string, number[]>();

  constructor(testbed: Testbed, player: Player, bounds: InterleavingBounds, choose: SchedulingPolicy) {
    this.#testbed = testbed;
    this.#player = player;
    this.#bounds = bounds;
    this.#choose = choose;
    this.#faults = bounds.faults;
    this.#kinds = bounds.kinds;
  }

  get #clock(): VirtualClock {
    return this.#testbed.clock as VirtualClock;
  }

  get #time(): VirtualTimeDriver {
    return this.#testbed.time as VirtualTimeDriver;
  }

  /** @returns false when the order was given up */
  async play(steps: readonly PlannedStep[]): Promise<boolean> {
    for (const step of steps) {
      if (!isParallel(step)) await this.#after(step);
      else if (!(await this.#parallel(step))) return false;
    }
    await this.#runOut();
    return true;
  }

  async #parallel(block: PlannedBlock): Promise<boolean> {
    const { network } = this.#testbed.local;
    network.hold();
    this.script.push('the network holds everything');
    this.#time.pause();
    const branches = this.#branches(block, `${this.#block++}`);
    for (;;) {
      await this.#time.step();
      const moves = this.#moves();
      if (moves.length === 0) break;
      const index = this.#choose(moves, this.picks.length);
      if (index === undefined) return false;
      const move = moves[index]!;
      const { fault } = move;
      const steps = move.steps();
      this.picks.push({ index, of: moves.length, fault, steps });
      this.script.push(...steps);
      if (fault) this.#faults--;
      await move.make();
    }
    network.unhold();
    this.script.push('the network lets everything go');
    this.#time.resume();
    await branches;
    return true;
  }

  async #branches({ branches }: PlannedBlock, id: string): Promise<void> {
    await Promise.all(branches.map((branch, index) => this.#branch(branch, `${id}.${index}`)));
  }

  /** Plays the steps of a branch, each at its turn, until one that it has to wait for does not come. */
  async #branch(steps: readonly PlannedStep[], id: string): Promise<void> {
    this.#running++;
    for (const [count, step] of withoutHiddenTime(steps).entries()) {
      if (!(await this.#inBranch(step, `${id}.${count}`))) break;
    }
    this.#running--;
  }

  async #inBranch(step: PlannedStep, id: string): Promise<boolean> {
    if (step.kind === 'invariant') {
      this.#player.watch([step]);
      return true;
    }
    if (step.kind === 'block') {
      if (step.order === 'together') await this.#branches(step, id);
      else for (const each of step.branches.flat()) if (!(await this.#inBranch(each, id))) return false;
      return true;
    }
    if (step.kind === 'expectation') return this.#awaited(step);
    await new Promise<void>((go) => this.#ready.push({ id, step, since: this.#clock.now(), go }));
    await this.#do(step);
    return true;
  }

  /** An expectation in a branch: the branch goes on once it is met. */
  async #awaited(step: PlannedExpectation): Promise<boolean> {
    if (step.mode === 'never') {
      this.#player.forbid(step);
      return true;
    }
    const { call } = step.words;
    const { invitations } = this.#testbed;
    if (typeof call === 'string') await this.#time.wait(() => invitations.has(call), INVITE_PATIENCE_MS);
    const failure = await this.#player.attempt(step);
    if (failure) this.failed.push(`"${step.text}" is not seen`);
    return failure === undefined;
  }

  async #do(step: PlannedStep): Promise<boolean> {
    try {
      if (step.kind !== 'call') return (await this.#player.attempt(step)) === undefined;
      const call = this.#player.make(step);
      if (!step.waits) return true;
      await this.#testbed.finish(call.outcome.catch(() => undefined));
      if (call.error) this.failed.push(`"${step.said}" fails with ${call.error.code}`);
      return true;
    } catch (thrown) {
      // What a step needs is there in some orders only.
      if (!(thrown instanceof StepFailure))
        this.failed.push(`"${step.said}": ${SigError.from(thrown).message}`);
      return false;
    }
  }

  #moves(): Move[] {
    const scene = this.#scene();
    const moves = [...this.#ready.map((ready) => this.#go(ready)), ...deliveries(scene), ...this.#comingUp()];
    const time = this.#timePasses(moves.length > 0);
    if (time) moves.push(time);
    if (this.#faults > 0) {
      for (const fault of exploredFaults) {
        if (this.#tries(fault.name)) moves.push(...fault.moves(scene));
      }
    }
    return moves;
  }

  #tries(fault: string): boolean {
    return this.#kinds === undefined || this.#kinds.includes(fault);
  }

  #scene(): Scene {
    const ways = new Map<string, HeldFrame>();
    for (const held of this.#testbed.local.network.held) {
      this.#causeOf(held.id);
      if (!ways.has(held.channel)) ways.set(held.channel, held);
    }
    return {
      testbed: this.#testbed,
      heads: [...ways.values()],
      causeOf: ({ id }) => this.#causeOf(id),
      recoveries: this.#recoveries,
      recoverLater: (recovery) => {
        this.#recoveries.push({ ...recovery, causes: [this.picks.length - 1], since: this.#clock.now() });
      },
    };
  }

  /** The move after which it was first there. */
  #causeOf(id: string): number[] {
    let cause = this.#causes.get(id);
    if (!cause) {
      cause = this.picks.length === 0 ? [] : [this.picks.length - 1];
      this.#causes.set(id, cause);
    }
    return cause;
  }

  #go(ready: Ready): Move {
    const { id, step } = ready;
    const { who } = (step as { words?: { who?: { user: string; device: string | undefined } } }).words ?? {};
    const place = step.kind === 'call' && who ? devicePlace(this.#testbed.actor(who)) : EVERYTHING;
    const isAfter = step.kind === 'action' && step.step === after;
    return {
      id: `step ${id}`,
      touches: [place],
      causes: this.#causeOf(id),
      settles: [],
      fault: false,
      steps: () => (step.kind === 'call' ? [callText(step, false)] : isAfter ? [] : [stepText(step)]),
      make: () => {
        this.#ready = this.#ready.filter((each) => each !== ready);
        ready.go();
      },
    };
  }

  #comingUp(): Move[] {
    return this.#recoveries.map((recovery) => ({
      ...recovery,
      make: () => {
        this.#recoveries = this.#recoveries.filter((each) => each !== recovery);
        return recovery.make();
      },
    }));
  }

  /** The next timer runs out, if whatever waits may wait for so long. */
  #timePasses(waiting: boolean): Move | undefined {
    const target = this.#nextMoment();
    if (target === undefined || (!waiting && this.#running === 0)) return undefined;
    const late = target - this.#oldest() > this.#bounds.delay;
    if (late && (this.#faults === 0 || !this.#tries('late'))) return undefined;
    if (this.#recoveries.some((recovery) => target - recovery.since > LONGEST_OUTAGE_MS)) return undefined;
    return {
      id: 'time',
      touches: [EVERYTHING],
      causes: [],
      settles: [],
      fault: late,
      steps: () => [afterText(target - this.#clock.now())],
      make: () => this.#clock.advanceTo(target),
    };
  }

  #nextMoment(): number | undefined {
    const timer = this.#clock.nextTimerAt();
    const sleep = this.#time.nextSleep();
    if (timer === undefined || sleep === undefined) return timer ?? sleep;
    return Math.min(timer, sleep);
  }

  /** Since when the oldest of what waits does; what is down may stay down. */
  #oldest(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { since } of this.#ready) oldest = Math.min(oldest, since);
    for (const { sentAt } of this.#testbed.local.network.held) oldest = Math.min(oldest, sentAt);
    return oldest;
  }

  /** A step after a block. What it expects holds in one order only: it is waited for, and need not come. */
  async #after(step: PlannedStep): Promise<void> {
    const began = this.#clock.now();
    if (step.kind === 'invariant') {
      this.#player.watch([step]);
      this.script.push(stepText(step));
      return;
    }
    if (step.kind === 'call') {
      if (await this.#do(step)) this.script.push(callText(step, step.waits));
      return;
    }
    if (step.kind === 'expectation' && step.mode === 'never') {
      this.#player.forbid(step);
      this.script.push(stepText(step));
      return;
    }
    const unmet = await this.#attempt(step);
    this.unmet.push(...unmet);
    const isAction = step.kind === 'action' && step.step !== nothingElse && step.step !== nothingElseFor;
    const verbatim = this.#bounds.strict
      ? this.unmet.length === unmet.length
      : isAction && unmet.length === 0;
    if (verbatim) this.script.push(stepText(step));
    else if (this.#clock.now() > began) this.script.push(afterText(this.#clock.now() - began));
  }

  async #attempt(step: PlannedStep): Promise<Failure[]> {
    const steps = step.kind === 'block' ? step.branches.flat() : [step];
    const unmet: Failure[] = [];
    for (const each of steps) {
      const failure = await this.#player.attempt(each);
      if (failure) unmet.push(failure);
    }
    return unmet;
  }

  /** All timers run out. */
  async #runOut(): Promise<void> {
    const ms = this.#testbed.timeToTheEnd();
    await this.#time.pass(ms);
    this.script.push(afterText(ms));
    await this.#player.finish();
  }
}

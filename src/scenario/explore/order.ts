import type { HeldFrame } from '../../hub/network/faulty-network.js';
import { frameSubject } from '../../hub/network/frame-subject.js';
import { SigError } from '../../im/sig-error.js';
import type { VirtualClock } from '../../runtime/virtual-clock.js';
import type { TraceEvent } from '../../trace/event.js';
import { Bench } from '../bench/bench.js';
import { StepFailure } from '../bench/failure.js';
import type { VirtualPump } from '../bench/pump.js';
import { formatDuration } from '../format/duration.js';
import type { DeviceName } from '../format/phrase.js';
import { invariants } from '../invariants.js';
import type { PlannedBlock, PlannedStep, Scenario } from '../plan.js';
import { Player } from '../play.js';
import { onlineViews, seatName } from '../steps/believes.js';
import { frameWord } from '../steps/deliveries.js';
import { type View, viewText } from '../views.js';

/** Something that can happen next. */
export interface Choice {
  /** The same in every order in which it can happen. */
  id: string;
  /** Whom it touches: two that touch different ones can be swapped and nothing changes. '*' touches all. */
  touches: string;
  /** The step that makes it happen in a scenario file. */
  line: string;
}

interface Move extends Choice {
  make(): Promise<void> | void;
}

/** One order, from its first choice to its end. */
export interface OrderRun {
  picks: { index: number; of: number; line: string }[];
  /** How it ended, in a line. */
  outcome: string;
  broken: { invariant: string; text: string } | undefined;
  events: TraceEvent[];
  names: Map<string, string>;
  startedAt: number;
  /** The order was given up, as an equal one has been tried. */
  pruned: boolean;
}

export interface OrderBounds {
  /** How many frames may be lost or come twice. */
  faults: number;
  /** How long anything may be on its way, in milliseconds. */
  delay: number;
  seed: number;
}

/** Chooses among what can happen next; undefined gives the order up. */
export type Chooser = (choices: readonly Choice[], depth: number) => number | undefined;

/** Time after the block in which all that is left comes to its end. */
const AFTERMATH_MS = 120_000;

/** Index of the block whose orders are tried. */
export function exploredBlock(scenario: Scenario): number {
  const index = scenario.steps.findIndex((step) => step.kind === 'block' && step.order === 'together');
  if (index >= 0) return index;
  throw new SigError(
    -4,
    `${scenario.file}:${scenario.line}: nothing in "${scenario.name}" happens at the same time`,
    'put the steps whose orders are to be tried under "at the same time:"',
  );
}

/** Plays a scenario up to its parallel block, then what is in it in the order that the chooser says, then the rest. */
export async function runOrder(scenario: Scenario, bounds: OrderBounds, choose: Chooser): Promise<OrderRun> {
  const at = exploredBlock(scenario);
  const bench = await Bench.open(scenario.bench, { seed: bounds.seed });
  try {
    const player = new Player(bench);
    await player.play(scenario.steps.slice(0, at));
    const [failure] = player.failures;
    if (failure) {
      throw new SigError(
        -4,
        `${scenario.file}:${failure.line}: ${failure.step} fails before the parallel block: ${failure.seen}`,
        'let sig run pass first',
      );
    }
    const order = new Order(bench, player, bounds, choose);
    const pruned = !(await order.play(scenario.steps[at] as PlannedBlock));
    if (!pruned) await order.finish(scenario.steps.slice(at + 1));
    return {
      picks: order.picks,
      ...judge(bench, player, order.failed),
      events: bench.events.slice(),
      names: new Map([...bench.invitations].map(([name, id]) => [id, name])),
      startedAt: bench.startedAt,
      pruned,
    };
  } finally {
    bench.close();
  }
}

interface ReadyStep {
  branch: number;
  count: number;
  step: PlannedStep;
  /** Since when, unix ms. */
  since: number;
  go: () => void;
}

class Order {
  readonly picks: OrderRun['picks'] = [];
  /** Calls that failed, which is no fault of an order but part of its outcome. */
  readonly failed: string[] = [];
  #bench: Bench;
  #player: Player;
  #bounds: OrderBounds;
  #choose: Chooser;
  #faults: number;
  /** The next steps of the branches, waiting for their turn. */
  #ready: ReadyStep[] = [];
  #running = 0;

  constructor(bench: Bench, player: Player, bounds: OrderBounds, choose: Chooser) {
    this.#bench = bench;
    this.#player = player;
    this.#bounds = bounds;
    this.#choose = choose;
    this.#faults = bounds.faults;
  }

  get #clock(): VirtualClock {
    return this.#bench.clock as VirtualClock;
  }

  get #pump(): VirtualPump {
    return this.#bench.pump as VirtualPump;
  }

  /** @returns false when the order was given up */
  async play({ branches }: PlannedBlock): Promise<boolean> {
    const { network } = this.#bench.local;
    network.hold();
    this.#pump.lead();
    branches.forEach((branch, index) => void this.#branch(branch, index));
    for (let depth = 0; ; depth++) {
      await this.#pump.poke();
      const moves = this.#moves();
      if (moves.length === 0) break;
      const index = this.#choose(moves, depth);
      if (index === undefined) return false;
      const move = moves[index]!;
      this.picks.push({ index, of: moves.length, line: move.line });
      await move.make();
    }
    network.unhold();
    this.#pump.follow();
    return true;
  }

  async #branch(steps: readonly PlannedStep[], branch: number): Promise<void> {
    this.#running++;
    for (const [count, step] of steps.entries()) {
      if (step.kind === 'expectation' || step.kind === 'block') continue;
      await new Promise<void>((go) => {
        this.#ready.push({ branch, count, step, since: this.#clock.now(), go });
      });
      await this.#step(step);
    }
    this.#running--;
  }

  async #step(step: PlannedStep): Promise<void> {
    try {
      if (step.kind === 'deed') await step.step.run(this.#bench, step.words as never, step.options as never);
      if (step.kind !== 'call') return;
      const call = this.#player.make(step);
      if (!step.waits) return;
      await this.#bench.finish(call.outcome.catch(() => undefined));
      if (call.error) this.failed.push(`"${step.said}" fails with ${call.error.code}`);
    } catch (thrown) {
      // What a step expects holds in one order only.
      if (thrown instanceof StepFailure) return;
      this.failed.push(`"${step.said}": ${SigError.from(thrown).message}`);
    }
  }

  #moves(): Move[] {
    const { held } = this.#bench.local.network;
    const heads = held.filter(
      (each, index) => held.findIndex((other) => other.channel === each.channel) === index,
    );
    const moves = [
      ...this.#ready.map((each) => this.#go(each)),
      ...heads.map((each) => this.#deliver(each, 1)),
    ];
    moves.push(...this.#deliverTogether(heads));
    const target = this.#nextMoment();
    const unfinished = this.#running > 0;
    if (
      target !== undefined &&
      (moves.length === 0 ? unfinished : target - this.#oldest() <= this.#bounds.delay)
    ) {
      moves.push(this.#wait(target));
    }
    if (this.#faults > 0) {
      for (const head of heads) moves.push(this.#deliver(head, 0), this.#deliver(head, 2));
    }
    return moves;
  }

  #nextMoment(): number | undefined {
    const timer = this.#clock.nextTimerAt();
    const sleep = this.#pump.nextSleep();
    if (timer === undefined || sleep === undefined) return timer ?? sleep;
    return Math.min(timer, sleep);
  }

  #oldest(): number {
    const births = [
      ...this.#ready.map((each) => each.since),
      ...this.#bench.local.network.held.map((each) => each.sentAt),
    ];
    return Math.min(...births);
  }

  #go(ready: ReadyStep): Move {
    const { branch, count, step } = ready;
    const who = (step as { words?: { who?: DeviceName } }).words?.who;
    const seat = step.kind === 'call' && who ? this.#bench.actor(who) : undefined;
    return {
      id: `step ${branch}.${count}`,
      touches: seat ? `${seat.user}/${seat.device}` : '*',
      line: stepLine(step),
      make: () => {
        this.#ready = this.#ready.filter((each) => each !== ready);
        ready.go();
      },
    };
  }

  #deliver(held: HeldFrame, copies: 0 | 1 | 2): Move {
    const { frame, id } = held;
    const how = copies === 0 ? 'lose ' : copies === 2 ? 'twice ' : '';
    const place = frame.direction === 'up' ? 'hub' : `${frame.user}/${frame.device}`;
    return {
      id: `${how}${id}`,
      touches: copies === 1 ? place : '*',
      line: `${frameLine(this.#bench, held)}${copies === 0 ? ': { lost: true }' : copies === 2 ? ': { twice: true }' : ''}`,
      make: () => {
        if (copies !== 1) this.#faults--;
        this.#bench.local.network.release(held, copies);
      },
    };
  }

  /** Two signals reach the hub in one turn of its loop: it commits both before it answers either. */
  #deliverTogether(heads: readonly HeldFrame[]): Move[] {
    const signals = heads.filter(
      ({ frame }) => frame.direction === 'up' && frameSubject(frame).inviteID !== '',
    );
    return signals.flatMap((first) =>
      signals
        .filter((second) => second !== first)
        .map((second) => ({
          id: `${first.id} with ${second.id}`,
          touches: '*',
          line: `at the same time: [${frameLine(this.#bench, first)}, ${frameLine(this.#bench, second)}]`,
          make: () => {
            this.#bench.local.network.release(first);
            this.#bench.local.network.release(second);
          },
        })),
    );
  }

  #wait(target: number): Move {
    return {
      id: 'time',
      touches: '*',
      line: `after: ${formatDuration(target - this.#clock.now())}`,
      make: () => this.#clock.advanceTo(target),
    };
  }

  /** What follows the block, without what it expects: that holds in one order only. Then all timers run out. */
  async finish(steps: readonly PlannedStep[]): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'expectation' && step.mode === 'never') this.#player.forbid(step);
      if (step.kind === 'call' || step.kind === 'deed') await this.#step(step);
    }
    let longest = 0;
    for (const event of this.#bench.events) {
      if (event.kind === 'call') longest = Math.max(longest, Number(event.args.timeout ?? 0) || 0);
    }
    await this.#pump.pass(longest * 1000 + AFTERMATH_MS);
    await this.#player.finish();
  }
}

/** A step of a branch as it stands in the scenario file of one order: nobody waits, and it may fail. */
function stepLine(step: PlannedStep): string {
  if (step.kind !== 'call') return step.text;
  const { fails: _, 'may fail': __, ...options } = step.options;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return `${step.said.replace(/ without waiting$/, '')} without waiting: ${JSON.stringify({ ...given, 'may fail': true })}`;
}

function frameLine(bench: Bench, { frame }: HeldFrame): string {
  const subject = frameSubject(frame);
  const word = frameWord(subject);
  const seat = bench.seatsOf(frame.user).find((each) => each.device === frame.device);
  const who =
    bench.seatsOf(frame.user).length > 1 ? `${frame.user}'s ${frame.device}` : (seat?.user ?? frame.user);
  if (frame.direction === 'up') return `${who}'s ${word} reaches the hub`;
  return subject.answer ? `the answer to its ${word} reaches ${who}` : `the ${word} reaches ${who}`;
}

function judge(
  bench: Bench,
  player: Player,
  failed: readonly string[],
): Pick<OrderRun, 'outcome' | 'broken'> {
  const place = (view: View) =>
    bench.seats.findIndex((seat) => seat.user === view.user && seat.device === view.device);
  const views = onlineViews(bench).sort((a, b) => place(a) - place(b));
  const parts: string[] = [];
  for (const [name, inviteID] of bench.invitations) {
    const told = views.filter((view) => view.inviteID === inviteID);
    parts.push(
      `${name}: ${told.map((view) => `${seatName(bench, view)} ${viewText(view)}${view.contradictions.length > 0 ? ' (and more)' : ''}`).join(', ')}`,
    );
  }
  parts.push(...failed);
  const outcome = parts.join('; ');
  for (const invariant of invariants) {
    const text = invariant.broken(
      views,
      (view) => `${seatName(bench, view)} (${bench.invitationName(view.inviteID)})`,
    );
    if (text !== undefined) return { outcome, broken: { invariant: invariant.name, text } };
  }
  const [failure] = player.failures;
  return { outcome, broken: failure && { invariant: failure.step, text: failure.seen } };
}

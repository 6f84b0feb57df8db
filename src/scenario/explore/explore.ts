import { seededEntropy } from '../../runtime/entropy.js';
import type { Scenario } from '../plan.js';
import { DEFAULT_SEED } from '../run.js';
import { type Choice, type Chooser, type OrderBounds, type OrderRun, runOrder } from './order.js';

export interface ExploreOptions {
  /** How many orders to try; half of them one by one, the rest at random if those were not all. */
  orders: number;
  faults: number;
  delay: number;
  /** Seed of the random orders. */
  seed?: number;
  /** Called after each order. */
  onProgress?(tried: number, of: number): void;
}

export interface Outcome {
  outcome: string;
  count: number;
  invariant: string | null;
  /** Plays the shortest order that ends so: the number that `--order` takes. */
  seed: bigint;
  /** That order. */
  run: OrderRun;
}

export interface Exploration {
  orders: number;
  /** Whether those were all there are, equal ones counted once. */
  complete: boolean;
  /** Most frequent first. */
  outcomes: Outcome[];
  /** Orders that broke an invariant. */
  violations: number;
}

export const DEFAULT_ORDERS = 2000;
export const DEFAULT_DELAY_MS = 1000;

/**
 * Tries the orders in which steps of a parallel block, deliveries and timers can happen.
 *
 * Orders that differ only in the sequence of things that don't touch each other are tried once (sleep sets, Godefroid).
 */
export async function explore(scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  const bounds: OrderBounds = {
    faults: options.faults,
    delay: options.delay,
    seed: scenario.seed ?? DEFAULT_SEED,
  };
  const found = new Map<string, Outcome>();
  let orders = 0;
  const take = (run: OrderRun) => {
    orders++;
    note(found, run);
    options.onProgress?.(orders, options.orders);
  };
  const search = new Search();
  const systematic = Math.ceil(options.orders / 2);
  while (!search.complete && orders < systematic) {
    const run = await runOrder(scenario, bounds, search.chooser);
    if (!run.pruned) take(run);
    search.next();
  }
  const random = seededEntropy(options.seed ?? DEFAULT_SEED);
  while (!search.complete && orders < options.orders) {
    take(await runOrder(scenario, bounds, (choices) => random.uint32() % choices.length));
  }
  const outcomes = [...found.values()].sort((a, b) => b.count - a.count);
  for (const outcome of outcomes) await shorten(scenario, bounds, outcome);
  const violations = outcomes.reduce((sum, each) => sum + (each.invariant === null ? 0 : each.count), 0);
  return { orders, complete: search.complete, outcomes, violations };
}

/** Plays one order again by its number. */
export function replay(
  scenario: Scenario,
  options: Omit<ExploreOptions, 'orders'>,
  seed: bigint,
): Promise<OrderRun> {
  let rest = seed;
  const { faults, delay } = options;
  return runOrder(scenario, { faults, delay, seed: scenario.seed ?? DEFAULT_SEED }, (choices) => {
    const of = BigInt(choices.length);
    const index = Number(rest % of);
    rest /= of;
    return index;
  });
}

/** An order as a number: its choices in a mixed radix, the first choice lowest. 0 is first come, first served. */
export function orderNumber({ picks }: Pick<OrderRun, 'picks'>): bigint {
  let number = 0n;
  for (const { index, of } of picks.toReversed()) number = number * BigInt(of) + BigInt(index);
  return number;
}

function note(found: Map<string, Outcome>, run: OrderRun): void {
  const invariant = run.broken?.invariant ?? null;
  const key = `${invariant} ${run.outcome}`;
  const known = found.get(key);
  if (!known) found.set(key, { outcome: run.outcome, count: 1, invariant, seed: orderNumber(run), run });
  else {
    known.count++;
    if (shorter(run, known.run)) Object.assign(known, { run, seed: orderNumber(run) });
  }
}

/** Fewer things that happen; of these, fewer that happen out of turn. */
function shorter(a: OrderRun, b: OrderRun): boolean {
  return (
    a.picks.length - b.picks.length < 0 || (a.picks.length === b.picks.length && outOfTurn(a) < outOfTurn(b))
  );
}

function outOfTurn({ picks }: OrderRun): number {
  return picks.filter((pick) => pick.index > 0).length;
}

/** Puts choices back in turn, one by one, as long as the outcome stays. */
async function shorten(scenario: Scenario, bounds: OrderBounds, outcome: Outcome): Promise<void> {
  for (let at = 0; at < outcome.run.picks.length; at++) {
    if (outcome.run.picks[at]!.index === 0) continue;
    const wanted = outcome.run.picks.map((pick, index) => (index === at ? 0 : pick.index));
    const run = await runOrder(scenario, bounds, (choices, depth) =>
      Math.min(wanted[depth] ?? 0, choices.length - 1),
    );
    const same = run.outcome === outcome.outcome && (run.broken?.invariant ?? null) === outcome.invariant;
    if (same && shorter(run, outcome.run)) Object.assign(outcome, { run, seed: orderNumber(run) });
  }
}

interface Node {
  choices: readonly Choice[];
  chosen: number;
  /** What has been tried here, or need not be tried as an equal order has been. */
  sleeping: Set<string>;
}

/** Depth first through the tree of choices, by running again from the start. */
class Search {
  complete = false;
  #path: Node[] = [];

  readonly chooser: Chooser = (choices, depth) => {
    const node = this.#path[depth];
    if (node) return node.chosen;
    const sleeping = this.#inherited();
    const chosen = choices.findIndex((choice) => !sleeping.has(choice.id));
    if (chosen < 0) return undefined;
    this.#path.push({ choices, chosen, sleeping });
    return chosen;
  };

  /** What slept above sleeps on until something happens that touches it. */
  #inherited(): Set<string> {
    const above = this.#path.at(-1);
    const sleeping = new Set<string>();
    if (!above) return sleeping;
    const made = above.choices[above.chosen]!;
    for (const choice of above.choices) {
      if (above.sleeping.has(choice.id) && independent(choice, made)) sleeping.add(choice.id);
    }
    return sleeping;
  }

  /** Goes on to the next order. */
  next(): void {
    for (let node = this.#path.at(-1); node; node = this.#path.at(-1)) {
      node.sleeping.add(node.choices[node.chosen]!.id);
      const { sleeping } = node;
      const chosen = node.choices.findIndex((choice) => !sleeping.has(choice.id));
      if (chosen >= 0) {
        node.chosen = chosen;
        return;
      }
      this.#path.pop();
    }
    this.complete = true;
  }
}

function independent(a: Choice, b: Choice): boolean {
  return a.touches !== '*' && b.touches !== '*' && a.touches !== b.touches;
}

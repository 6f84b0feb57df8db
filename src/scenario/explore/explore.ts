import { seededEntropy } from '../../runtime/entropy.js';
import type { Scenario } from '../plan.js';
import { DEFAULT_SEED } from '../run.js';
import type {
  InterleavingBounds,
  InterleavingResult,
  Pick,
  SchedulingPolicy,
} from './interleaving-result.js';
import { playInterleaving } from './play-interleaving.js';
import { Search } from './search.js';

export interface ExploreOptions extends Omit<InterleavingBounds, 'seed'> {
  /** How many orders to try; half of them one by one, the rest at random if those were not all. */
  orders: number;
  /** Seed of the random orders. */
  seed?: number;
  /** Called after each order. */
  onProgress?(tried: number, of: number): void;
}

export interface Outcome {
  outcome: string;
  count: number;
  invariant: string | null;
  /** Plays the shortest order that ends so: {@link replay}. */
  seed: bigint;
  /** That order's choices. */
  picks: readonly Pick[];
}

export interface Exploration {
  orders: number;
  /** Whether those were all there are, equal ones counted once. */
  complete: boolean;
  /** Most frequent first. */
  outcomes: Outcome[];
  /** Orders that broke an invariant. */
  violations: number;
  /** Orders in which all came that the scenario expects after the block. */
  asExpected: number;
}

export const DEFAULT_ORDERS = 2000;
export const DEFAULT_DELAY_MS = 1000;

/** How many outcomes are shown by the shortest order that can be found. */
const SHORTENED = 3;

/** How many orders may be begun in vain for each one that is tried. */
const VAIN_RUNS = 4;

/** Tries the orders in which steps of a parallel block, deliveries and timers can happen, those without faults first. */
export async function explore(scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  const tally = new Tally(options);
  const bounds = boundsOf(scenario, options);
  let complete = true;
  for (let faults = 0; faults <= options.faults && complete; faults++)
    complete = await oneByOne(scenario, bounds, faults, tally);
  if (!complete) await atRandom(scenario, bounds, options.seed ?? DEFAULT_SEED, tally);
  // Where there are very many, the orders in which they were found must do.
  const worth = [...tally.outcomes.values()].slice(0, SHORTENED);
  for (const outcome of worth) await shorten(scenario, bounds, outcome);
  return { ...tally.result(), complete };
}

/** Every order with so many faults. @returns whether the half of all orders that is for this was enough */
async function oneByOne(
  scenario: Scenario,
  bounds: InterleavingBounds,
  faults: number,
  tally: Tally,
): Promise<boolean> {
  const search = new Search(faults);
  const most = Math.ceil(tally.most / 2);
  let runs = 0;
  while (!search.complete) {
    if (tally.orders >= most || runs > most * VAIN_RUNS) return false;
    const run = await playInterleaving(scenario, bounds, search.policy);
    runs++;
    // Those with fewer have been counted before.
    if (!run.pruned && search.faults === faults) tally.take(run);
    search.next();
  }
  return true;
}

async function atRandom(
  scenario: Scenario,
  bounds: InterleavingBounds,
  seed: number,
  tally: Tally,
): Promise<void> {
  const random = seededEntropy(seed);
  while (tally.orders < tally.most) {
    tally.take(
      await playInterleaving(
        scenario,
        bounds,
        randomly(() => random.uint32(), tally.length),
      ),
    );
  }
}

/** Faults come seldom enough to be spread over the whole order. @param length how many choices an order has */
function randomly(uint32: () => number, length: number): SchedulingPolicy {
  return (choices, depth) => {
    const calm = choices.findIndex((choice) => choice.fault);
    if (calm <= 0) return uint32() % choices.length;
    const left = Math.max(2, length - depth);
    if (uint32() % left > 0) return uint32() % calm;
    return calm + (uint32() % (choices.length - calm));
  };
}

/** Plays one order again by its number. */
export function replay(
  scenario: Scenario,
  options: Omit<ExploreOptions, 'orders' | 'seed'>,
  seed: bigint,
): Promise<InterleavingResult> {
  let rest = seed;
  return playInterleaving(scenario, boundsOf(scenario, options), (choices) => {
    const of = BigInt(choices.length);
    const index = Number(rest % of);
    rest /= of;
    return index;
  });
}

function boundsOf(scenario: Scenario, options: Omit<ExploreOptions, 'orders'>): InterleavingBounds {
  const { faults, kinds, delay, strict } = options;
  return { faults, kinds, delay, strict, seed: scenario.seed ?? DEFAULT_SEED };
}

/** An order as a number: its choices in a mixed radix, the first choice lowest. 0 is first come, first served. */
export function orderNumber(picks: readonly Pick[]): bigint {
  let number = 0n;
  for (let at = picks.length - 1; at >= 0; at--) {
    const { index, of } = picks[at]!;
    number = number * BigInt(of) + BigInt(index);
  }
  return number;
}

/** What has been found so far. */
class Tally {
  readonly most: number;
  readonly outcomes = new Map<string, Outcome>();
  orders = 0;
  #asExpected = 0;
  #picks = 0;
  #onProgress: ExploreOptions['onProgress'];

  constructor({ orders, onProgress }: ExploreOptions) {
    this.most = orders;
    this.#onProgress = onProgress;
  }

  /** How many choices an order has, on average. */
  get length(): number {
    return this.orders === 0 ? 10 : Math.round(this.#picks / this.orders);
  }

  take(run: InterleavingResult): void {
    this.orders++;
    this.#picks += run.picks.length;
    if (run.asExpected) this.#asExpected++;
    this.#note(run);
    this.#onProgress?.(this.orders, this.most);
  }

  #note({ outcome, broken, picks }: InterleavingResult): void {
    const invariant = broken?.invariant ?? null;
    const key = `${invariant} ${outcome}`;
    const known = this.outcomes.get(key);
    if (!known) this.outcomes.set(key, { outcome, count: 1, invariant, seed: orderNumber(picks), picks });
    else {
      known.count++;
      if (shorter(picks, known.picks)) Object.assign(known, { picks, seed: orderNumber(picks) });
    }
  }

  result(): Omit<Exploration, 'complete'> {
    const outcomes = [...this.outcomes.values()].sort((a, b) => b.count - a.count);
    const violations = outcomes.reduce((sum, each) => sum + (each.invariant === null ? 0 : each.count), 0);
    return { orders: this.orders, outcomes, violations, asExpected: this.#asExpected };
  }
}

/** Fewer faults; of these, fewer things that happen; of these, fewer that happen out of turn. */
export function shorter(a: readonly Pick[], b: readonly Pick[]): boolean {
  const faults = count(a, (pick) => pick.fault) - count(b, (pick) => pick.fault);
  if (faults !== 0) return faults < 0;
  if (a.length !== b.length) return a.length < b.length;
  return count(a, (pick) => pick.index > 0) < count(b, (pick) => pick.index > 0);
}

function count(picks: readonly Pick[], fits: (pick: Pick) => boolean): number {
  let found = 0;
  for (const pick of picks) if (fits(pick)) found++;
  return found;
}

/** Puts choices back in turn, one by one, as long as the outcome stays. */
async function shorten(scenario: Scenario, bounds: InterleavingBounds, outcome: Outcome): Promise<void> {
  for (let at = 0; at < outcome.picks.length; at++) {
    if (outcome.picks[at]!.index === 0) continue;
    const wanted = outcome.picks.map((pick, index) => (index === at ? 0 : pick.index));
    const run = await playInterleaving(scenario, bounds, (choices, depth) =>
      Math.min(wanted[depth] ?? 0, choices.length - 1),
    );
    const same = run.outcome === outcome.outcome && (run.broken?.invariant ?? null) === outcome.invariant;
    if (same && shorter(run.picks, outcome.picks))
      Object.assign(outcome, { picks: run.picks, seed: orderNumber(run.picks) });
  }
}

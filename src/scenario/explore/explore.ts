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
import { Search, type SearchState } from './search.js';

export interface ExploreOptions extends Omit<InterleavingBounds, 'seed'> {
  /** How many orders to try; half of them one by one, the rest at random if those were not all. */
  orders: number;
  /** Seed of the random orders. */
  seed?: number;
  /** Called after each order. */
  onProgress?(tried: number, of: number): void;
  /** Ends it before its time: what has been found is given back, and how to go on. */
  signal?: AbortSignal;
  /** Goes on where another one ended. */
  resume?: ExploreState | undefined;
}

/** How far an exploration has come; plain JSON. */
export interface ExploreState {
  tally: TallyState;
  progress: Progress;
}

type Progress =
  | { phase: 'one by one'; faults: number; search: SearchState | undefined }
  | { phase: 'at random'; drawn: number }
  | { phase: 'complete' };

/** What has been found so far; plain JSON. */
export interface TallyState {
  orders: number;
  asExpected: number;
  picks: number;
  outcomes: (Omit<Outcome, 'seed'> & { seed: string })[];
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
  /** Where it goes on, if it was ended before its time. */
  resume?: ExploreState;
}

export const DEFAULT_ORDERS = 2000;
export const DEFAULT_DELAY_MS = 1000;

/** How many outcomes of each invariant are shown by the shortest order that can be found. */
const SHORTENED = 10;

/** How many orders that may take, over all of them. */
const SHORTENING_RUNS = 1000;

/** How many orders may be begun in vain for each one that is tried. */
const VAIN_RUNS = 4;

/** Tries the orders in which steps of a parallel block, deliveries and timers can happen, those without faults first. */
export async function explore(scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  const { signal, resume } = options;
  const tally = new Tally(options, resume?.tally);
  const bounds = boundsOf(scenario, options);
  let progress: Progress = resume?.progress ?? { phase: 'one by one', faults: 0, search: undefined };
  while (progress.phase === 'one by one' && !signal?.aborted) {
    const search = new Search(progress.faults);
    if (progress.search) search.restore(progress.search);
    const all = await oneByOne(scenario, bounds, progress.faults, search, tally, signal);
    if (signal?.aborted && !search.complete) progress = { ...progress, search: search.snapshot() };
    else if (!all) progress = { phase: 'at random', drawn: 0 };
    else if (progress.faults < options.faults)
      progress = { phase: 'one by one', faults: progress.faults + 1, search: undefined };
    else progress = { phase: 'complete' };
  }
  if (progress.phase === 'at random') {
    const seed = options.seed ?? DEFAULT_SEED;
    progress = {
      phase: 'at random',
      drawn: await atRandom(scenario, bounds, seed, progress.drawn, tally, signal),
    };
  }
  const complete = progress.phase === 'complete';
  const stopped = !complete && tally.orders < tally.most;
  if (!stopped) await shortenWorst(scenario, bounds, tally);
  return {
    ...tally.result(),
    complete,
    ...(stopped ? { resume: { tally: tally.state(), progress } } : {}),
  };
}

/** Of what breaks an invariant, the shortest of each: where there are very many, the orders in which they were found must do. */
async function shortenWorst(scenario: Scenario, bounds: InterleavingBounds, tally: Tally): Promise<void> {
  const byInvariant = Map.groupBy(tally.outcomes.values(), ({ invariant }) => invariant);
  let runs = SHORTENING_RUNS;
  for (const outcomes of byInvariant.values()) {
    const sorted = outcomes.toSorted((a, b) =>
      shorter(a.picks, b.picks) ? -1 : shorter(b.picks, a.picks) ? 1 : 0,
    );
    for (const outcome of sorted.slice(0, SHORTENED)) {
      runs -= outcome.picks.length;
      if (runs < 0) return;
      await shorten(scenario, bounds, outcome);
    }
  }
}

/** Every order with so many faults. @returns whether the half of all orders that is for this was enough */
async function oneByOne(
  scenario: Scenario,
  bounds: InterleavingBounds,
  faults: number,
  search: Search,
  tally: Tally,
  signal?: AbortSignal,
): Promise<boolean> {
  const most = Math.ceil(tally.most / 2);
  let runs = 0;
  while (!search.complete) {
    if (tally.orders >= most || runs > most * VAIN_RUNS) return false;
    if (signal?.aborted) return false;
    const run = await playInterleaving(scenario, bounds, search.policy);
    runs++;
    // Those with fewer have been counted before.
    if (!run.pruned && search.faults === faults) tally.take(run);
    search.next();
  }
  return true;
}

/** @returns how many random numbers have been drawn by now */
async function atRandom(
  scenario: Scenario,
  bounds: InterleavingBounds,
  seed: number,
  drawnBefore: number,
  tally: Tally,
  signal?: AbortSignal,
): Promise<number> {
  const random = seededEntropy(seed);
  for (let count = 0; count < drawnBefore; count++) random.uint32();
  let drawn = drawnBefore;
  const draw = () => {
    drawn++;
    return random.uint32();
  };
  while (tally.orders < tally.most && !signal?.aborted)
    tally.take(await playInterleaving(scenario, bounds, randomly(draw, tally.length)));
  return drawn;
}

/** A part of an exploration, for a thread of its own. */
export type ExplorePart =
  /** All orders with so many faults that begin with one choice. */
  | { kind: 'one by one'; faults: number; root: number; orders: number }
  | { kind: 'at random'; seed: number; orders: number; length: number };

/** What a part has found. */
export interface ExploredPart {
  tally: TallyState;
  complete: boolean;
}

export async function explorePart(
  scenario: Scenario,
  options: Omit<ExploreOptions, 'orders'>,
  part: ExplorePart,
): Promise<ExploredPart> {
  const bounds = boundsOf(scenario, options);
  if (part.kind === 'at random') {
    const tally = new Tally({ ...options, orders: part.orders });
    await atRandom(scenario, bounds, part.seed, 0, tally);
    return { tally: tally.state(), complete: false };
  }
  // Half of a tally's orders are tried one by one.
  const tally = new Tally({ ...options, orders: part.orders * 2 });
  const search = new Search(part.faults, true, part.root);
  const complete = await oneByOne(scenario, bounds, part.faults, search, tally);
  return { tally: tally.state(), complete };
}

/** How many choices there are at the beginning. */
export async function countRoots(
  scenario: Scenario,
  options: Omit<ExploreOptions, 'orders'>,
): Promise<number> {
  let roots = 0;
  await playInterleaving(scenario, boundsOf(scenario, options), (choices) => {
    roots = choices.length;
    return undefined;
  });
  return roots;
}

/** {@link explore}, its parts done by somebody else: by threads. */
export async function exploreInParts(
  scenario: Scenario,
  options: ExploreOptions,
  run: (parts: readonly ExplorePart[], done: (part: ExploredPart) => void) => Promise<void>,
): Promise<Exploration> {
  const tally = new Tally(options);
  const roots = await countRoots(scenario, options);
  let complete = true;
  for (let faults = 0; faults <= options.faults && complete && !options.signal?.aborted; faults++) {
    const orders = Math.ceil(Math.max(0, options.orders / 2 - tally.orders) / Math.max(1, roots));
    const parts = Array.from(
      { length: roots },
      (_, root) => ({ kind: 'one by one', faults, root, orders }) as const,
    );
    await run(parts, (part) => {
      tally.add(part.tally);
      complete &&= part.complete;
    });
  }
  if (!complete && !options.signal?.aborted) {
    const left = options.orders - tally.orders;
    const parts = Array.from({ length: Math.ceil(left / RANDOM_PART) }, (_, index) => {
      const orders = Math.min(RANDOM_PART, left - index * RANDOM_PART);
      const seed = (options.seed ?? DEFAULT_SEED) + index * 0x9e37;
      return { kind: 'at random', seed, orders, length: tally.length } as const;
    });
    await run(parts, (part) => tally.add(part.tally));
  }
  await shortenWorst(scenario, boundsOf(scenario, options), tally);
  return { ...tally.result(), complete };
}

/** Random orders that a thread tries before it reports. */
const RANDOM_PART = 100;

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

  constructor({ orders, onProgress }: ExploreOptions, state?: TallyState) {
    this.most = orders;
    this.#onProgress = onProgress;
    if (state) this.add(state);
  }

  state(): TallyState {
    const outcomes = [...this.outcomes.values()].map((each) => ({ ...each, seed: String(each.seed) }));
    return { orders: this.orders, asExpected: this.#asExpected, picks: this.#picks, outcomes };
  }

  /** What somebody else has found. */
  add({ orders, asExpected, picks, outcomes }: TallyState): void {
    this.orders += orders;
    this.#asExpected += asExpected;
    this.#picks += picks;
    for (const each of outcomes) this.#count({ ...each, seed: BigInt(each.seed) });
    this.#onProgress?.(this.orders, this.most);
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
    this.#count({ outcome, count: 1, invariant: broken?.invariant ?? null, seed: orderNumber(picks), picks });
  }

  #count(found: Outcome): void {
    const key = `${found.invariant} ${found.outcome}`;
    const known = this.outcomes.get(key);
    if (!known) {
      this.outcomes.set(key, found);
      return;
    }
    known.count += found.count;
    if (shorter(found.picks, known.picks)) Object.assign(known, { picks: found.picks, seed: found.seed });
  }

  result(): Omit<Exploration, 'complete' | 'resume'> {
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

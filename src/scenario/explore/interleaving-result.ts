import type { TraceEvent } from '../../trace/event.js';
import type { StepText } from '../format/write.js';
import type { Judgement } from './judge.js';
import type { Choice } from './move.js';

/** One choice of an order. */
export interface Pick {
  index: number;
  /** How many there were. */
  of: number;
  fault: boolean;
  steps: readonly StepText[];
}

/** One order, from its first choice to its end. */
export interface InterleavingResult extends Judgement {
  picks: Pick[];
  /** Whether all held that the scenario expects after the block. */
  asExpected: boolean;
  events: TraceEvent[];
  names: Map<string, string>;
  startedAt: number;
  /** The order was given up, as an equal one has been tried. */
  pruned: boolean;
  /** What happened from the parallel block on, as steps that make it happen again. */
  script: StepText[];
}

export interface InterleavingBounds {
  /** How many faults may happen. */
  faults: number;
  /** Which kinds; all if left out. */
  kinds?: readonly string[] | undefined;
  /** How long anything may be on its way, in milliseconds, without that being a fault. */
  delay: number;
  /** What the scenario expects after the block must hold in every order too. */
  strict?: boolean | undefined;
  seed: number;
}

/** Chooses among what can happen next; undefined gives the order up. */
export type SchedulingPolicy = (choices: readonly Choice[], depth: number) => number | undefined;

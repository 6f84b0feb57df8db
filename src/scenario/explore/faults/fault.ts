import type { HeldFrame } from '../../../hub/network/faulty-network.js';
import type { Testbed } from '../../testbed/testbed.js';
import type { Move } from '../move.js';

/** What a fault can strike, at one moment of an order. */
export interface Scene {
  readonly testbed: Testbed;
  /** The next frame of each way. */
  readonly heads: readonly HeldFrame[];
  /** Which move sent a frame. */
  causeOf(frame: HeldFrame): number[];
  /** What is down already, and what brings it up again. */
  readonly recoveries: readonly Recovery[];
  /** Something is down from here on; it comes up again by its own move, which costs nothing. */
  recoverLater(recovery: Recovery): void;
}

/** A move that makes good what a fault has done. */
export interface Recovery extends Move {
  /** The place that is down. */
  readonly place: string;
}

/** A kind of fault that the explorer tries. A file for each, listed in index.ts. */
export interface ExploredFault {
  readonly name: string;
  /** One line for --help and the docs. */
  readonly about: string;
  /** All its forms that can strike now. */
  moves(scene: Scene): Move[];
}

/** All faults share one bound: each touches it. */
export const BOUND = 'faults';

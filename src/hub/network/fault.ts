import type { z } from 'zod';
import type { Entropy } from '../../runtime/entropy.js';

/** What becomes of one frame: when each copy of it arrives, in milliseconds from now. */
export interface Passage {
  arrivals: number[];
  /** Keeps its place behind the frames that went before it on the same way. */
  inOrder: boolean;
  /** What the trace says of it. */
  fate: 'delivered' | 'lost' | 'delayed' | 'duplicated';
}

/** One way in which a network is bad. */
export interface Fault<Setting = unknown> {
  readonly name: string;
  readonly about: string;
  readonly setting: z.ZodType<Setting>;
  /** Changes the passage of a frame that it strikes. */
  strike(passage: Passage, setting: Setting, entropy: Entropy): void;
}

/** Gives a fault's setting its type. */
export function fault<Setting>(definition: Fault<Setting>): Fault<Setting> {
  return definition;
}

/** Whether something happens that has this chance (0 to 1). */
export function chance(probability: number, entropy: Entropy): boolean {
  if (probability >= 1) return true;
  return probability > 0 && entropy.uint32() < probability * 2 ** 32;
}

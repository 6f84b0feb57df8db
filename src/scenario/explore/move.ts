import type { HeldFrame } from '../../hub/network/faulty-network.js';
import type { StepText } from '../format/write.js';

/** Something that can happen next, as the search sees it. */
export interface Choice {
  /** The same in every order in which it can happen. */
  readonly id: string;
  /** What it touches: two that touch nothing in common can be swapped, and nothing changes. */
  readonly touches: readonly string[];
  /** The moves that made it possible, by their place in the order. */
  readonly causes: readonly number[];
  /** Held frames that it settles, one way or another: of those that settle one frame, one happens. */
  readonly settles: readonly string[];
  /** Whether it counts against the bound on faults. */
  readonly fault: boolean;
}

/** The same with what it does. */
export interface Move extends Choice {
  /** The steps that make it happen in a scenario file; asked for only of what is chosen. */
  steps(): readonly StepText[];
  make(): Promise<void> | void;
}

/** Touches all there is: it can be swapped with nothing. */
export const EVERYTHING = '*';

/** Whether two can be swapped. */
export function independent(a: Choice, b: Choice): boolean {
  if (a.touches.includes(EVERYTHING) || b.touches.includes(EVERYTHING)) return false;
  return !a.touches.some((each) => b.touches.includes(each));
}

export function devicePlace({ user, device }: { user: string; device: string }): string {
  return `${user}/${device}`;
}

export const HUB = 'hub';

/** Where a frame arrives. */
export function arrivalPlace({ frame }: HeldFrame): string {
  return frame.direction === 'up' ? HUB : devicePlace(frame);
}

import type { OpenBracket } from './balance.js';

/** Entries of one array out of a text too large to be held, in what is left of the objects around it. */
export interface Part {
  value: unknown;
  text: string;
  /** So much of the text's beginning is only what is left of the objects around. */
  frame: number;
  /** From the value to the array: names and indexes as they are in `value`. */
  way: (string | number)[];
  /** For each step of the way, and for the array's entries at last: how much its indexes lag behind the real ones. */
  lag: number[];
  /** Whether what stands before the array was in an earlier part. */
  repeats: boolean;
  /** Where what comes after the frame begins. */
  line: number;
  byte: number;
}

/** JSON.parse, or undefined. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The names and indexes that lead through `outer`, each at its entry that is not complete; undefined if they do not. */
export function wayTo(value: unknown, outer: readonly OpenBracket[]): (string | number)[] | undefined {
  const way: (string | number)[] = [];
  let at = value;
  for (const { array, entries } of outer) {
    if (typeof at !== 'object' || at === null) return undefined;
    const step = array ? entries : Object.keys(at)[entries];
    if (step === undefined) return undefined;
    way.push(step);
    at = (at as Record<string | number, unknown>)[step];
  }
  return Array.isArray(at) ? way : undefined;
}

/** The members before `step` that are neither object nor array, as JSON. */
export function scalarsBefore(object: Record<string, unknown>, step: string): string[] {
  const scalars: string[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key === step) break;
    if (typeof value !== 'object' || value === null)
      scalars.push(`${JSON.stringify(key)}:${JSON.stringify(value)}`);
  }
  return scalars;
}

/** How many lines end in a text. */
export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

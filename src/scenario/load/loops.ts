import { entryOf, plain, type Tree } from '../format/tree.js';

/** One turn of a loop: what its placeholders stand for, and its steps. */
export interface LoopRow {
  values: [string, unknown][];
  steps: readonly Tree[];
}

/** The turns of `for each NAME in A, B` and of a `for each` with rows in `of`; undefined for what is no loop, or not a whole one. */
export function loopRows(sentence: string, value: Tree): LoopRow[] | undefined {
  const loop = LOOP.exec(sentence);
  if (loop && value.kind === 'list')
    return loop[2]!.split(/\s*,\s*/).map((each) => ({ values: [[loop[1]!, each]], steps: value.items }));
  if (sentence !== 'for each' || value.kind !== 'table') return undefined;
  const rows = entryOf(value, 'of')?.value;
  const steps = entryOf(value, 'do')?.value;
  if (rows?.kind !== 'list' || steps?.kind !== 'list') return undefined;
  return rows.items.map((row) => ({
    values: row.kind === 'table' ? Object.entries(plain(row) as object) : [],
    steps: steps.items,
  }));
}

export const LOOP = /^for each (\w+) in (.+)$/;

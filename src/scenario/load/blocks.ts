import type { PlannedBlock } from '../plan.js';

/** Steps that hold other steps. */
export const BLOCKS: ReadonlyMap<string, PlannedBlock['order']> = new Map([
  ['at the same time', 'together'],
  ['parallel', 'together'],
  ['in any order', 'any order'],
  ['in this order', 'this order'],
  ['then', 'this order'],
]);

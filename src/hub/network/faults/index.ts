import { duplication } from './duplication.js';
import { latency } from './latency.js';
import { loss } from './loss.js';
import { partition } from './partition.js';
import { reordering } from './reordering.js';

/** Every way a network can be bad, in the order in which they strike a frame. */
export const faults = { partition, loss, latency, reordering, duplication } as const;

export type FaultName = keyof typeof faults;

import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Scenario } from '../plan.js';
import type { Job } from '../run-all.js';
import { WorkerPool } from '../worker-pool.js';
import {
  type Exploration,
  type ExploredPart,
  type ExploreOptions,
  type ExplorePart,
  exploreInParts,
} from './explore.js';
import type { ExploreWorkerData } from './explore-worker.js';

/** Explores on several threads: each first choice is one thread's, and random orders come in lots. */
export function exploreOnThreads(
  scenario: Scenario & Job,
  options: ExploreOptions,
  jobs: number,
): Promise<Exploration> {
  const { faults, kinds, delay, strict, signal } = options;
  const { file, index } = scenario;
  const workerData: ExploreWorkerData = { file, index, options: { faults, kinds, delay, strict } };
  const url = new URL('./explore-worker.js', import.meta.url);
  return exploreInParts(scenario, options, async (parts, done) => {
    const pool = new WorkerPool<ExplorePart, ExploredPart>(url, workerData, Math.min(jobs, parts.length));
    let lost: string | undefined;
    await pool.run(parts, {
      isDone: () => signal?.aborted ?? false,
      done: (_at, part) => done(part),
      lost(_at, why) {
        lost ??= why;
      },
    });
    if (lost !== undefined)
      throw new SigError(CODE.ERR_SDK_INTERNAL_ERROR, `a part of the orders could not be tried: ${lost}`);
  });
}

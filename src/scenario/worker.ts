import { parentPort, workerData } from 'node:worker_threads';
import { realClock } from '../runtime/real-clock.js';
import { loadFile } from './files.js';
import type { Loaded } from './load.js';
import { type RunOptions, runScenario } from './run.js';
import type { Job, SentResult } from './run-all.js';

/** A thread of {@link runAll}: runs the scenarios it is told to, one by one. */
const loaded = new Map<string, Loaded>();

parentPort?.on('message', async ({ file, index }: Job) => {
  const began = realClock.now();
  const known = loaded.get(file) ?? loadFile(file);
  loaded.set(file, known);
  const { scenario: _, ...result } = await runScenario(known.scenarios[index]!, workerData as RunOptions);
  parentPort?.postMessage({ ...result, wallMs: realClock.now() - began } satisfies SentResult);
});

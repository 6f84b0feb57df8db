import { parentPort, workerData } from 'node:worker_threads';
import { loadFile } from './files.js';
import type { Loaded } from './load.js';
import { type EachOptions, type Job, runWithRetries, type SentResult } from './run-all.js';

/** A thread of run-all.ts: runs the scenarios it is told to, one by one. */
const loaded = new Map<string, Loaded>();

parentPort?.on('message', async ({ file, index }: Job) => {
  const known = loaded.get(file) ?? loadFile(file);
  loaded.set(file, known);
  const { result, timing } = await runWithRetries(known.scenarios[index]!, workerData as EachOptions);
  const { scenario: _, ...sent } = result;
  parentPort?.postMessage({ ...sent, timing } satisfies SentResult);
});

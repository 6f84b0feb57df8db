import { parentPort, workerData } from 'node:worker_threads';
import { loadFile } from '../files.js';
import { type ExploreOptions, type ExplorePart, explorePart } from './explore.js';

/** What a thread of {@link exploreOnThreads} is told when it begins. */
export interface ExploreWorkerData {
  file: string;
  /** Which of the file's scenarios. */
  index: number;
  options: Pick<ExploreOptions, 'faults' | 'kinds' | 'delay' | 'strict'>;
}

const { file, index, options } = workerData as ExploreWorkerData;
const scenario = loadFile(file).scenarios[index]!;

parentPort?.on('message', async (part: ExplorePart) => {
  parentPort?.postMessage(await explorePart(scenario, options, part));
});

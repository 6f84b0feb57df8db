import { Worker } from 'node:worker_threads';
import { realClock } from '../runtime/real-clock.js';
import type { Scenario } from './plan.js';
import { type RunOptions, runScenario, type ScenarioResult } from './run.js';

/** A scenario by where it stands, for another thread to load again. */
export interface Job {
  file: string;
  /** Which of the file's scenarios. */
  index: number;
}

export interface RunAllOptions extends RunOptions {
  /** Threads. */
  jobs: number;
  /** Stop at the first failure. */
  bail: boolean;
  /** Called in the scenarios' order. */
  onResult(result: ScenarioResult, tookMs: number): void;
}

/** What a thread sends back: a result without its scenario, which cannot be sent. */
export type SentResult = Omit<ScenarioResult, 'scenario'> & { wallMs: number };

/** Runs scenarios one after the other, or on several threads; results come in order all the same. */
export async function runAll(scenarios: readonly (Scenario & Job)[], options: RunAllOptions): Promise<void> {
  const { jobs, bail, onResult, ...run } = options;
  if (jobs > 1 && scenarios.length > 1) {
    await runOnThreads(scenarios, options);
    return;
  }
  for (const scenario of scenarios) {
    const began = realClock.now();
    const result = await runScenario(scenario, run);
    onResult(result, realClock.now() - began);
    if (bail && result.status === 'failed') return;
  }
}

async function runOnThreads(
  scenarios: readonly (Scenario & Job)[],
  { jobs, bail, onResult, ...run }: RunAllOptions,
): Promise<void> {
  const arrived = new Map<number, SentResult>();
  let next = 0;
  let told = 0;
  let stopped = false;
  const tell = () => {
    for (let sent = arrived.get(told); sent && !stopped; sent = arrived.get(told)) {
      const { wallMs, ...result } = sent;
      arrived.delete(told);
      onResult({ ...result, scenario: scenarios[told]! }, wallMs);
      told++;
      if (bail && result.status === 'failed') stopped = true;
    }
  };
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: run });
      let current = -1;
      const give = () => {
        if (stopped || next >= scenarios.length) {
          void worker.terminate();
          resolve();
          return;
        }
        current = next++;
        const { file, index } = scenarios[current]!;
        worker.postMessage({ file, index } satisfies Job);
      };
      worker.on('message', (sent: SentResult) => {
        arrived.set(current, sent);
        tell();
        give();
      });
      worker.on('error', reject);
      give();
    });
  await Promise.all(Array.from({ length: Math.min(jobs, scenarios.length) }, work));
}

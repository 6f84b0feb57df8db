import { realClock } from '../runtime/real-clock.js';
import type { Scenario } from './plan.js';
import { failedBefore, type RunOptions, runScenario, type ScenarioResult } from './run.js';
import { WorkerPool } from './worker-pool.js';

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
export async function runAll(
  scenarios: readonly (Scenario & Job)[],
  options: RunAllOptions,
  worker = new URL('./worker.js', import.meta.url),
): Promise<void> {
  const { jobs, bail, onResult, ...run } = options;
  if (jobs > 1 && scenarios.length > 1) {
    await runOnThreads(scenarios, options, worker);
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
  worker: URL,
): Promise<void> {
  const arrived = new Map<number, SentResult>();
  let told = 0;
  let stopped = false;
  /** Known before it is told: scenarios before the failed one may still be running. */
  let failed = false;
  const report = () => {
    for (let sent = arrived.get(told); sent && !stopped; sent = arrived.get(told)) {
      const { wallMs, ...result } = sent;
      arrived.delete(told);
      onResult({ ...result, scenario: scenarios[told]! }, wallMs);
      told++;
      if (bail && result.status === 'failed') stopped = true;
    }
  };
  const arrive = (at: number, sent: SentResult) => {
    failed ||= sent.status === 'failed';
    arrived.set(at, sent);
    report();
  };
  const pool = new WorkerPool<Job, SentResult>(worker, run, Math.min(jobs, scenarios.length));
  await pool.run(
    scenarios.map(({ file, index }) => ({ file, index })),
    {
      isDone: () => stopped || (bail && failed),
      done: arrive,
      /** The thread is gone, and the scenario with it; the others are none the worse. */
      lost(at, why) {
        const { scenario: _, ...result } = failedBefore(scenarios[at]!, run, 'a run to the end', why);
        arrive(at, { ...result, wallMs: 0 });
      },
    },
  );
}

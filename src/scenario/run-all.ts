import { realClock } from '../runtime/real-clock.js';
import type { Scenario } from './plan.js';
import type { Timing } from './report/reporter.js';
import { DEFAULT_SEED, failedBefore, type RunOptions, runScenario, type ScenarioResult } from './run.js';
import { WorkerPool } from './worker-pool.js';

/** A scenario by where it stands, for another thread to load again. */
export interface Job {
  file: string;
  /** Which of the file's scenarios. */
  index: number;
}

export interface RunAllOptions extends EachOptions {
  /** Threads. */
  jobs: number;
  /** Stop at the first failure. */
  bail: boolean;
  /** Called in the scenarios' order, with real time. */
  onResult(result: ScenarioResult, timing: Timing): void;
}

/** How each scenario is run. */
export interface EachOptions extends RunOptions {
  /** How often a scenario that fails is run again, each time with the next seed; 0 if left out. */
  retries?: number;
}

/** What a thread sends back: a result without its scenario, which cannot be sent. */
export type SentResult = Omit<ScenarioResult, 'scenario'> & { timing: Timing };

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
    const { result, timing } = await runWithRetries(scenario, run);
    onResult(result, timing);
    if (bail && result.status === 'failed') return;
  }
}

/** Runs a scenario until it passes, or may not be run again. */
export async function runWithRetries(
  scenario: Scenario,
  { retries = 0, ...options }: EachOptions,
): Promise<{ result: ScenarioResult; timing: Timing }> {
  const startedAt = realClock.now();
  let result = await runScenario(scenario, options);
  for (let retry = 1; retry <= retries && result.status === 'failed'; retry++) {
    const seed = (options.seed ?? scenario.seed ?? DEFAULT_SEED) + retry;
    result = { ...(await runScenario(scenario, { ...options, seed })), retries: retry };
  }
  return { result, timing: { startedAt, tookMs: realClock.now() - startedAt } };
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
      const { timing, ...result } = sent;
      arrived.delete(told);
      onResult({ ...result, scenario: scenarios[told]! }, timing);
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
        arrive(at, { ...result, timing: { startedAt: realClock.now(), tookMs: 0 } });
      },
    },
  );
}

import { SigError } from '../im/sig-error.js';
import type { TraceEvent } from '../trace/event.js';
import type { PlannedStep, Scenario } from './plan.js';
import { type Failure, Player } from './play.js';
import { Testbed, type TestbedOptions } from './testbed/testbed.js';
import { describeError } from './testbed/tracked-call.js';

export interface RunOptions extends Omit<TestbedOptions, 'seed'> {
  /** Default: the scenario's own, else 1. */
  seed?: number;
  disturb?(testbed: Testbed): StepDisturber;
}

/** Somebody who does harm between the steps: chaos.ts. */
export interface StepDisturber {
  beforeStep(index: number): Promise<void>;
}

export interface ScenarioResult {
  scenario: Scenario;
  status: 'passed' | 'failed';
  seed: number;
  /** How often it was run again before this; absent where it was not. */
  retries?: number;
  /** None when it passed; more than one only from a parallel block. */
  failures: Failure[];
  events: TraceEvent[];
  /** inviteIDs by name. */
  invitations: ReadonlyMap<string, string>;
  /** When it began, unix ms by its own clock. */
  startedAt: number;
  /** How long it took by its own clock, in milliseconds. */
  tookMs: number;
}

export const DEFAULT_SEED = 1;

/** Runs one scenario from its beginning to its end, or to its first failure. */
export async function runScenario(scenario: Scenario, options: RunOptions = {}): Promise<ScenarioResult> {
  const seed = options.seed ?? scenario.seed ?? DEFAULT_SEED;
  let testbed: Testbed;
  try {
    testbed = await Testbed.open(scenario.testbed, { ...options, seed });
  } catch (thrown) {
    return notBegun(scenario, seed, thrown);
  }
  const player = new Player(testbed);
  try {
    const disturber = options.disturb?.(testbed);
    player.watch(scenario.invariants);
    if (disturber) await playDisturbed(player, scenario.steps, disturber);
    else await player.play(scenario.steps);
    await player.finish();
  } catch (thrown) {
    // A fault of sig's own ends this scenario, and not the others.
    const seen = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    player.failures.push({ line: scenario.line, step: scenario.name, expected: 'a run to the end', seen });
  }
  const { events, invitations, startedAt, elapsed } = testbed;
  const { failures } = player;
  const finished = events.slice();
  testbed.close();
  return {
    scenario,
    status: failures.length === 0 ? 'passed' : 'failed',
    seed,
    failures,
    events: finished,
    invitations,
    startedAt,
    tookMs: elapsed,
  };
}

async function playDisturbed(
  player: Player,
  steps: readonly PlannedStep[],
  disturber: StepDisturber,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await disturber.beforeStep(index);
    await player.play([step]);
  }
}

/** What the header asks for could not be made. */
function notBegun(scenario: Scenario, seed: number, thrown: unknown): ScenarioResult {
  const seen = describeError(SigError.from(thrown));
  return failedBefore(scenario, { seed }, 'a hub with these users and groups', seen, 'users and groups');
}

/** The result of a scenario of which nothing is known but that it came to no end. */
export function failedBefore(
  scenario: Scenario,
  options: RunOptions,
  expected: string,
  seen: string,
  step = scenario.name,
): ScenarioResult {
  const seed = options.seed ?? scenario.seed ?? DEFAULT_SEED;
  const failure = { line: scenario.line, step, expected, seen };
  return {
    ...{ scenario, seed, status: 'failed', failures: [failure], events: [] },
    ...{ invitations: new Map(), startedAt: 0, tookMs: 0 },
  };
}

import { type Entropy, seededEntropy } from '../runtime/entropy.js';
import { formatDuration } from './format/duration.js';
import { everyStep, type Scenario } from './plan.js';
import { runScenario } from './run.js';
import { note } from './steps/network.js';
import type { Testbed } from './testbed/testbed.js';

/** What is done to one run of a scenario, beside what the scenario itself does. */
export interface Disturbance {
  /** Every frame takes so long, in milliseconds: from, to. */
  latency: [number, number] | undefined;
  /** How many frames arrive twice: 0 to 1. */
  duplication: number;
  /** A device's app dies before this step, and starts again at once. */
  crash: { device: number; beforeStep: number } | undefined;
}

/** Harm is done within these bounds: no SDK gives up within them, and nothing is lost. */
const LONGEST_LATENCY_MS = 400;
const MOST_DUPLICATION = 0.3;

/** An expectation that chaos makes fail. */
export interface Sensitive {
  line: number;
  step: string;
  /** In how many of the runs it failed. */
  count: number;
  /** What was done in the first of these, and what was seen then. */
  disturbance: string;
  seen: string;
}

export interface ChaosReport {
  /** The scenario fails without any chaos: nothing can be said of it. */
  failsAnyway: boolean;
  runs: number;
  /** Runs in which every expectation was met. */
  unharmed: number;
  /** In the order of the file. */
  sensitive: Sensitive[];
  /** How many expectations there are. */
  expectations: number;
}

export const CHAOS_RUNS = 30;

/** Runs a scenario over and over with latencies, duplicates and crashes, and tells which expectations do not survive them. */
export async function runChaos(scenario: Scenario, seed: number, runs = CHAOS_RUNS): Promise<ChaosReport> {
  const expectations = [...everyStep(scenario.steps)].filter(({ kind }) => kind === 'expectation').length;
  const calm = await runScenario(scenario);
  const report: ChaosReport = {
    failsAnyway: calm.status === 'failed',
    runs: 0,
    unharmed: 0,
    sensitive: [],
    expectations,
  };
  if (report.failsAnyway) return report;
  const entropy = seededEntropy(seed);
  const found = new Map<string, Sensitive>();
  for (; report.runs < runs; report.runs++) {
    const disturbance = drawn(entropy, scenario, report.runs);
    const { failures } = await runScenario(scenario, {
      disturb: (testbed) => new Disturber(testbed, disturbance),
    });
    const [first] = failures;
    if (!first) {
      report.unharmed++;
      continue;
    }
    const key = `${first.line} ${first.step}`;
    const known = found.get(key);
    if (known) known.count++;
    else {
      const { line, step, seen } = first;
      found.set(key, { line, step, seen, count: 1, disturbance: disturbanceText(scenario, disturbance) });
    }
  }
  report.sensitive = [...found.values()].sort((a, b) => a.line - b.line);
  return report;
}

/** One kind of harm at a time at first, so that it is clear which one does it; then all together. */
function drawn(entropy: Entropy, scenario: Scenario, run: number): Disturbance {
  const upTo = (most: number) => entropy.uint32() % Math.max(1, most);
  const kind = run % 4;
  const from = upTo(LONGEST_LATENCY_MS / 2);
  const latency: [number, number] = [from, from + upTo(LONGEST_LATENCY_MS / 2)];
  const duplication = (upTo(1000) / 1000) * MOST_DUPLICATION;
  const devices = scenario.testbed.users.flatMap((user) => user.devices);
  const crash = { device: upTo(devices.length), beforeStep: upTo(scenario.steps.length) };
  return {
    latency: kind === 0 || kind === 3 ? latency : undefined,
    duplication: kind === 1 || kind === 3 ? duplication : 0,
    crash: (kind === 2 || kind === 3) && devices[crash.device]!.online ? crash : undefined,
  };
}

/** Does the harm as the scenario runs. */
export class Disturber {
  #testbed: Testbed;
  #disturbance: Disturbance;

  constructor(testbed: Testbed, disturbance: Disturbance) {
    this.#testbed = testbed;
    this.#disturbance = disturbance;
    const { latency, duplication } = disturbance;
    const faults = { ...(latency ? { latency } : {}), ...(duplication > 0 ? { duplication } : {}) };
    if (Object.keys(faults).length === 0) return;
    testbed.local.network.add({ filter: {}, faults, remaining: Number.POSITIVE_INFINITY });
    note(testbed, 'network', faults);
  }

  async beforeStep(index: number): Promise<void> {
    const { crash } = this.#disturbance;
    if (crash?.beforeStep !== index) return;
    const device = this.#testbed.devices[crash.device]!;
    if (!device.online) return;
    const { user, device: name } = device;
    device.crash();
    note(this.#testbed, 'crash', { user, device: name });
    device.start();
    note(this.#testbed, 'start', { user, device: name });
    await this.#testbed.finish(device.sdk.login(user));
  }
}

/** `latency 20ms to 130ms; 12 % of all frames twice; bob crashes before "bob accepts call" (line 6)`. */
function disturbanceText(scenario: Scenario, { latency, duplication, crash }: Disturbance): string {
  const parts: string[] = [];
  if (latency) parts.push(`latency ${formatDuration(latency[0])} to ${formatDuration(latency[1])}`);
  if (duplication > 0) parts.push(`${Math.round(duplication * 100)} % of all frames twice`);
  if (crash) {
    const owner = scenario.testbed.users.flatMap(({ name, devices }) => devices.map(() => name))[
      crash.device
    ];
    const step = scenario.steps[crash.beforeStep]!;
    parts.push(`${owner}'s app crashes and starts again before "${step.text}" (line ${step.line})`);
  }
  return parts.join('; ');
}

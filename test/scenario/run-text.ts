import { expect } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { runScenario, type ScenarioResult } from '../../src/scenario/run.js';

/** Runs the one scenario whose steps these are. */
export async function runSteps(steps: string, head = 'users: [alice, bob]'): Promise<ScenarioResult> {
  const text = `scenario: x\n${head}\nsteps:\n${steps.trim().replace(/^/gm, '  ')}\n`;
  const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
  expect(errors.map((error) => error.render())).toEqual([]);
  return runScenario(scenarios[0]!);
}

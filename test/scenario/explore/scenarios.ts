import { expect } from 'vitest';
import { loadScenarios } from '../../../src/scenario/load.js';
import type { Scenario } from '../../../src/scenario/plan.js';

/** The first scenario of a text. */
export function load(text: string): Scenario {
  const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
  expect(errors.map((error) => error.render())).toEqual([]);
  return scenarios[0]!;
}

/** A scenario whose steps at the same time are these. */
export function crossing(steps: string, after = '', head = 'users: [alice, bob]'): Scenario {
  return load(`scenario: crossing
${head}
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - at the same time:
${indented(steps, 6)}
${indented(after, 2)}`);
}

function indented(text: string, by: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');
}

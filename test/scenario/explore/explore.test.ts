import { expect, test } from 'vitest';
import { explore, orderNumber, replay } from '../../src/scenario/explore/explore.js';
import { scenarioFileOf } from '../../src/scenario/explore/scenario-file.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { runScenario } from '../../src/scenario/run.js';

const CROSSING = `scenario: accept and cancel cross
users: [alice, bob]
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - at the same time:
      - alice cancels call
      - bob accepts call
`;

function load(text: string) {
  const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
  expect(errors.map((error) => error.render())).toEqual([]);
  return scenarios[0]!;
}

const BOUNDS = { faults: 0, delay: 1000 };

test('the crossing of accept and cancel is found, in every order once', async () => {
  const scenario = load(CROSSING);
  const { orders, complete, outcomes, violations } = await explore(scenario, { ...BOUNDS, orders: 5000 });
  expect(complete).toBe(true);
  expect(orders).toBeGreaterThan(5);
  expect(violations).toBeGreaterThan(0);
  expect(outcomes.find((each) => each.invariant === null)).toBeDefined();
  for (const { outcome, seed, run } of outcomes) {
    const again = await replay(scenario, BOUNDS, seed);
    expect(again.outcome).toBe(outcome);
    expect(again.picks).toEqual(run.picks);
    expect(orderNumber(again)).toBe(seed);
  }
  const worst = outcomes.find((each) => each.invariant !== null)!;
  const file = scenarioFileOf(scenario, worst.run);
  const result = await runScenario(load(file));
  expect(result.status).toBe('failed');
  expect(result.failures[0]!.step).toBe('everyone agrees on call');
});

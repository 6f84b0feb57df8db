import { expect, test } from 'vitest';
import { explore, replay } from '../../../src/scenario/explore/explore.js';
import { minimalCase } from '../../../src/scenario/explore/shrink.js';
import type { Scenario } from '../../../src/scenario/plan.js';
import { runScenario } from '../../../src/scenario/run.js';
import { sequenceOfTrace } from '../../../src/trace/sequence-of-trace.js';
import { load } from './scenarios.js';

const AGENTS = ['a1', 'a2', 'a3', 'a4', 'a5'];
const HEAD = `users: [queue, ${AGENTS.join(', ')}, idle]\ngroups: { team: [queue, ${AGENTS.join(', ')}, idle] }`;

const agents = (always = '') =>
  load(`scenario: agents
${HEAD}
${always}
steps:
  - queue messages idle: hello
  - queue invites a1, a2, a3, a4 and a5 in team: { timeout: 30 }
  - at the same time:
${AGENTS.map((agent) => `      - ${agent} accepts call\n`).join('')}      - idle messages queue: hi
      - queue cancels call
`);

async function shortest(scenario: Scenario, invariant: string, faults = 0) {
  const bounds = { orders: 60, faults, delay: 1000 };
  const found = await explore(scenario, bounds);
  const outcome = found.outcomes.find((each) => each.invariant === invariant);
  expect(outcome).toBeDefined();
  const run = await replay(scenario, bounds, outcome!.seed);
  return { run, minimal: (await minimalCase(scenario, run))! };
}

test('what does not matter is gone: users, deliveries and steps', async () => {
  const { run, minimal } = await shortest(agents(), 'one end');
  expect(run.script.length).toBeGreaterThan(40);
  expect(minimal.users).toHaveLength(2);
  expect(minimal.steps.length).toBeLessThanOrEqual(5);
  expect(minimal.broken.invariant).toBe('one end');
  const text = JSON.stringify(minimal.steps);
  expect(text).not.toContain('idle');
});

test('with an invariant of the scenario’s own, as many users as it takes', async () => {
  const always = 'always: at most two of a1, a2, a3, a4, a5 believes call is accepted';
  const { minimal } = await shortest(agents(always), always);
  const accepts = minimal.steps.filter((step) => / accepts call/.test(JSON.stringify(step)));
  expect(accepts).toHaveLength(3);
  expect(minimal.steps.some((step) => JSON.stringify(step).includes('cancel'))).toBe(false);
});

test.each([0, 1])(
  'none of its steps can be left out, and sig run fails on the file (faults: %d)',
  async (faults) => {
    const scenario = load(`scenario: crossing
users: [alice, bob]
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - at the same time:
      - alice cancels call
      - bob accepts call
`);
    const { minimal } = await shortest(scenario, 'agreement', faults);
    const file = load(minimal.text);
    expect((await runScenario(file)).status).toBe('failed');
    for (const step of minimal.steps) {
      const line = minimal.text
        .split('\n')
        .find((each) => each.startsWith(`  - ${typeof step === 'string' ? step : Object.keys(step)[0]}`));
      const less = minimal.text
        .split('\n')
        .filter((each) => each !== line)
        .join('\n');
      const { scenarios } = await import('../../../src/scenario/load.js').then(({ loadScenarios }) =>
        loadScenarios('x', less),
      );
      if (scenarios.length === 0) continue;
      const { failures } = await runScenario(scenarios[0]!);
      const isBroken = failures.some(
        (each) => each.step === 'everyone agrees on call' && /takes it for/.test(each.seen),
      );
      expect(isBroken, String(line)).toBe(false);
    }
  },
);

test('the picture shows the steps of the text, answers included', async () => {
  const scenario = load(`scenario: the answer comes late
users: [alice, bob]
never: alice believes call is accepted
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - at the same time:
      - - bob accepts call
        - bob messages alice: here
      - alice cancels call
`);
  const { minimal } = await shortest(scenario, 'never: alice believes call is accepted');
  const { steps } = sequenceOfTrace(minimal.events, minimal);
  const labels = steps.map((step) => ('label' in step ? step.label : ''));
  const answered = minimal.steps.filter((step) => String(step).startsWith('the answer to its'));
  expect(labels.filter((label) => label.startsWith('answer to its'))).toHaveLength(answered.length);
});

test('an order that breaks nothing has no smaller form', async () => {
  const scenario = load(
    'scenario: x\nusers: [alice, bob]\nsteps:\n  - at the same time:\n      - alice invites bob\n',
  );
  const run = await replay(scenario, { faults: 0, delay: 1000 }, 0n);
  expect(await minimalCase(scenario, run)).toBeUndefined();
});

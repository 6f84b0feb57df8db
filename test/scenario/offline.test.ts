import { expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import type { Failure } from '../../src/scenario/play.js';
import { runScenario } from '../../src/scenario/run.js';

async function failuresOf(steps: string[]): Promise<Failure[]> {
  const text = `scenario: x\nusers: [alice, { bob: { online: false } }]\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
  expect(errors.map((error) => error.render())).toEqual([]);
  return (await runScenario(scenarios[0]!)).failures;
}

test.each(['bob receives call', 'bob hears onReceiveNewInvitation', 'bob believes call is pending'])(
  'a user who is not logged in has not met "%s"',
  async (step) => {
    const [failure] = await failuresOf(['alice invites bob', step]);
    expect(failure).toMatchObject({ line: 5, expected: expect.stringContaining(step) });
  },
);

test('who has been kicked offline has heard so, and is asked all the same', async () => {
  const text = `scenario: x
users:
  alice:
  bob: { devices: { one: { platform: Web }, two: { platform: Web, online: false } } }
steps:
  - bob's two logs in
  - bob's one hears onKickedOffline
  - bob's two logs out
  - alice invites bob
  - bob does not receive call
`;
  const { scenarios } = loadScenarios('x.sig.yaml', text);
  expect((await runScenario(scenarios[0]!)).failures).toEqual([]);
});

import { expect, test } from 'vitest';
import { runChaos } from '../../src/scenario/chaos.js';
import { load } from './explore/scenarios.js';

const scenario = (...steps: string[]) =>
  load(`scenario: x\nusers: [alice, bob]\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`);

test('an expectation that wants an exact moment minds latency; one that waits does not', async () => {
  const robust = await runChaos(scenario('alice messages bob: hi', 'bob gets a message from alice: hi'), 1);
  expect(robust).toMatchObject({ failsAnyway: false, runs: 30, expectations: 1 });
  const exact = await runChaos(
    scenario('alice messages bob: hi', 'bob gets a message from alice: { text: hi, at: 0s }'),
    1,
  );
  expect(exact.sensitive).toMatchObject([
    {
      line: 5,
      step: 'bob gets a message from alice: { text: hi, at: 0s }',
      seen: expect.stringContaining('onRecvNewMessage at'),
    },
  ]);
  expect(exact.sensitive[0]!.disturbance).toContain('latency');
  expect(exact.sensitive[0]!.count + exact.unharmed).toBe(exact.runs);
});

test('a crash is told with the step before which it came; the same seed does the same', async () => {
  const offered = load(`scenario: x
users: [alice, { bob: { dialect: web } }]
steps:
  - alice invites bob: { "online only": true }
  - after: 1s
  - bob accepts call
`);
  const report = await runChaos(offered, 7);
  expect(report.sensitive.map(({ step }) => step)).toContain('bob accepts call');
  expect(
    report.sensitive.some(({ disturbance }) => /bob's app crashes and starts again before/.test(disturbance)),
  ).toBe(true);
  expect(await runChaos(offered, 7)).toEqual(report);
});

test('of what fails anyway nothing is said', async () => {
  const report = await runChaos(scenario('bob accepts call: { fails: 1 }', 'alice invites bob'), 1);
  expect(report).toMatchObject({ failsAnyway: true, runs: 0, sensitive: [] });
});

import { expect, test } from 'vitest';
import { explore } from '../../src/scenario/explore/explore.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { runScenario } from '../../src/scenario/run.js';
import { lab } from '../../src/testing/index.js';
import { load } from './explore/scenarios.js';
import { runSteps } from './run-text.js';

const TEAM = 'users: [queue, a1, a2, a3]\ngroups: { team: [queue, a1, a2, a3] }';
const OVER = `${TEAM}
always: at most one of a1, a2, a3 believes call is accepted
eventually: call is over for everyone
never: a3 believes call is accepted`;
const INVITE = '- queue invites a1, a2 and a3 in team: { timeout: 30 }\n';

/** Which invariants a run breaks, and what was seen. */
const broken = async (steps: string, head: string) =>
  (await runSteps(steps, head)).failures.map(({ step, seen }) => [step, seen]);

test('in the header: always, never and eventually, of as many as they say', async () => {
  expect(await broken(`${INVITE}- a1 accepts call\n- a2 rejects call`, OVER)).toEqual([]);
  expect(await broken(`${INVITE}- a1 accepts call\n- after: 2s\n- a2 accepts call`, OVER)).toEqual([
    [
      'always: at most one of a1, a2, a3 believes call is accepted',
      'at 2s: a1 believes call is accepted, a2 believes call is accepted',
    ],
  ]);
  expect(await broken(`${INVITE}- a3 accepts call`, OVER.replace(/eventually: .*\n/, ''))).toEqual([
    ['never: a3 believes call is accepted', expect.stringContaining('a3 believes call is accepted')],
  ]);
  const endless = await broken('- queue invites a1, a2 and a3 in team: { timeout: 0 }', OVER);
  expect(endless).toEqual([['eventually: call is over for everyone', expect.stringContaining('pending')]]);
});

test('as steps: from there on; lists, options, and what a moment in between shows', async () => {
  expect(
    await broken(
      `
- alice invites bob: { data: x }
- always:
    - none of alice, bob believes call is cancelled
    - each device hears at most one end
    - each device hears at most one end of call
- never:
    bob receives call: { data: y }
- eventually: nobody believes call is pending
- bob accepts call
- alice sees bob accept call
`,
      'users: [alice, bob]',
    ),
  ).toEqual([]);
  // Pending only until it is accepted: no step is there to look.
  expect(
    await broken(`- never: bob believes call is pending\n- alice invites bob`, 'users: [alice, bob]'),
  ).toEqual([
    ['never: bob believes call is pending', expect.stringContaining('bob believes call is pending')],
  ]);
  expect(
    await broken(
      `
- alice invites bob
- always: each device hears at most one end
- the network has: { latency: 100ms }
- at the same time:
    - alice cancels call
    - bob accepts call
- after: 1s
`,
      'users: [alice, bob]',
    ),
  ).toMatchObject([['always: each device hears at most one end', expect.stringContaining('after the end')]]);
});

test.each([
  ['always: at most one of a1, nobody1 hops', 'is no step'],
  ['always: a1 accepts call', 'only what is expected can hold'],
  ['eventually: at most one of believes call is accepted', 'of whom?'],
  ['never: a1 beleves call is accepted', 'is no step'],
  ['always: each device hears at most one end of calll', 'the name of no invitation'],
])('%s is refused where it stands', (line, message) => {
  const { errors } = loadScenarios('x.sig.yaml', `scenario: x\n${TEAM}\n${line}\nsteps:\n  ${INVITE}`);
  expect(errors.map((error) => [error.line, error.message])).toEqual([[4, expect.stringContaining(message)]]);
});

test('sig explore judges by them, and says so before its own', async () => {
  const scenario = load(`scenario: first to accept
${OVER}
steps:
  ${INVITE}  - a1 receives call
  - at the same time:
      - a1 accepts call
      - a2 accepts call
`);
  const found = await explore(scenario, { orders: 500, faults: 0, delay: 1000 });
  expect(found.complete).toBe(true);
  expect(found.violations).toBe(found.orders);
  expect(new Set(found.outcomes.map(({ invariant }) => invariant))).toEqual(
    new Set(['always: at most one of a1, a2, a3 believes call is accepted']),
  );
});

test('in code', async () => {
  const bench = await lab({ users: ['queue', 'a1', 'a2'], groups: { team: ['queue', 'a1', 'a2'] } });
  const [queue, a1, a2] = bench.users('queue', 'a1', 'a2');
  const call = await queue.invitesInGroup('team', ['a1', 'a2'], { as: 'call' });
  await bench.always('at most one of a1, a2 believes call is accepted');
  await bench.eventually(['call is over for everyone']);
  await bench.never({ 'a2 receives call': { data: 'x' } });
  await a1.accepts(call);
  await expect(a2.accepts(call)).rejects.toThrow(
    /always: at most one of a1, a2 .*\n.*\n.*a1 believes call is accepted, a2/,
  );
  await bench.close();
});

test('a scenario without any is judged as before', async () => {
  const { scenarios } = loadScenarios('x.sig.yaml', `scenario: x\n${TEAM}\nsteps:\n  ${INVITE}`);
  expect(scenarios[0]!.invariants).toEqual([]);
  expect((await runScenario(scenarios[0]!)).status).toBe('passed');
});

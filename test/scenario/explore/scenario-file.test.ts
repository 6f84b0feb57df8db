import { expect, test } from 'vitest';
import { type ExploreOptions, explore, replay } from '../../../src/scenario/explore/explore.js';
import { faultNames } from '../../../src/scenario/explore/faults/index.js';
import { scenarioFileOf } from '../../../src/scenario/explore/scenario-file.js';
import type { Scenario } from '../../../src/scenario/plan.js';
import { runScenario } from '../../../src/scenario/run.js';
import { crossing, load } from './scenarios.js';

const BOUNDS = { faults: 0, delay: 1000, orders: 200 };

/** Explores, and runs the file of each outcome: it must fail where the order breaks something, and pass where not. */
async function runFiles(scenario: Scenario, options: Partial<ExploreOptions> = {}) {
  const bounds = { ...BOUNDS, ...options };
  const { outcomes } = await explore(scenario, bounds);
  const invariants: (string | null)[] = [];
  for (const { seed, outcome, invariant } of outcomes) {
    const text = scenarioFileOf(scenario, await replay(scenario, bounds, seed));
    const { status, failures } = await runScenario(load(text));
    expect(status, `${outcome}\n${text}`).toBe(invariant === null ? 'passed' : 'failed');
    if (invariant === null) expect(text).toMatch(/^# No invariant is broken: sig run passes/);
    else expect(failures[0]!.step, text).toMatch(stepFor(invariant));
    invariants.push(invariant);
  }
  return invariants;
}

function stepFor(invariant: string): RegExp {
  if (invariant === 'agreement' || invariant === 'one end') return /^everyone agrees on \w+$/;
  if (invariant === 'an end') return /^\w+ is over for everyone$/;
  return new RegExp(invariant.slice(0, 20));
}

const CROSSING = '- alice cancels call\n- bob accepts call';

test('without faults', async () => {
  expect(new Set(await runFiles(crossing(CROSSING)))).toEqual(new Set(['agreement', 'one end', null]));
});

test.each(faultNames)('with one fault: %s', async (kind) => {
  const found = await runFiles(crossing(CROSSING), { faults: 1, kinds: [kind], orders: 60 });
  expect(found).toContain(null);
  expect(found).toContain('agreement');
});

test('with any two faults, at random', async () => {
  expect((await runFiles(crossing(CROSSING), { faults: 2, orders: 40 })).length).toBeGreaterThan(5);
});

test('where an invitation never ends', async () => {
  const scenario = load(`scenario: bob is cut off from before the end to after it, and his pad is not
users: [alice, { bob: { devices: [phone, pad] } }]
steps:
  - bob never hears onKickedOffline
  - alice invites bob: { timeout: 30 }
  - in any order:
      - bob's phone receives call
      - bob's pad receives call
  - bob's phone is cut off: { silently: true }
  - at the same time:
      - alice cancels call
      - alice messages bob: hi
`);
  expect(await runFiles(scenario)).toEqual(expect.arrayContaining(['agreement']));
  const lost = load(`scenario: nobody hears the end
users: [{ alice: { dialect: web } }, { bob: { dialect: web } }]
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - the network has: { partition: true }
  - at the same time:
      - after: 1s
      - after: 2s
`);
  expect(await runFiles(lost)).toEqual(['an end']);
});

test('with what must never happen, what follows the block, and what is strict', async () => {
  const never = crossing(
    '- alice messages bob: hi\n- bob accepts call',
    '- bob never gets a message from alice',
  );
  expect(await runFiles(never)).toEqual(['bob never gets a message from alice']);
  const steps = `- nothing else happens for: 5s
- alice sees bob accept call: { within: 10s, data: no }
- after: 90s
- bob rejects call: { fails: 8010 }`;
  const after = crossing('- bob accepts call\n- bob messages alice: hi', steps);
  expect(await runFiles(after)).toEqual([null]);
  const strict = await runFiles(after, { strict: true });
  expect(strict[0]).toContain('nothing else happens');
});

test('with devices, dialects, groups, tables, loops, and steps in the middle of which time passes', async () => {
  const scenario = load(`scenario: <who> of many
users:
  - alice: { dialect: web, clock: -2s }
  - bob: { devices: { phone: {}, pad: { online: false, platform: iPad } } }
  - carol
groups: { team: [alice, bob, carol], hall: { type: Meeting, members: [carol] } }
hub: { login policy: multi }
variables: { time: 40 }
seed: 7
examples: [{ who: carol }, { who: bob }]
steps:
  - for each name in bob, carol:
      - alice messages <name>: 'hi, <name>: #1'
      - <name> gets a message from alice: { text: '/^hi, /' }
  - alice invites bob and carol in team: { timeout: <time>, data: { call: [1, { a: b }] } }
  - in any order:
      - bob receives call: { data: { '$.call[0]': 1 } }
      - carol receives call
  - at the same time:
      - alice cancels call: { data: 'no: never' }
      - <who> accepts call: { fails: 8010 }
      - the hub restarts: { after: 500ms }
      - [after: 200ms, bob's pad logs in]
  - alice's network has: { latency: 20ms..40ms }
`);
  expect((await runFiles(scenario, { orders: 30 })).length).toBeGreaterThan(1);
});

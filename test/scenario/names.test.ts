import { expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { lab } from '../../src/testing/lab.js';
import { runSteps } from './run-text.js';

test.each([
  [
    'in a loop',
    `
- for each n in 1, 2:
    - alice invites bob: { as: call<n> }
- bob receives call2
- bob receives call1
- for each n in 1, 2:
    - bob rejects call<n>
    - alice sees bob reject call<n>
`,
  ],
  [
    'in a table, above the step that gives it, and as a number',
    `
- bob never sees second7 cancelled
- for each:
    of: [{ name: first, n: 7 }, { name: second, n: 7 }]
    do:
      - alice invites bob: { as: <name><n> }
      - bob accepts <name><n>
- alice invites bob: { as: 9 }
- for each x in 10, 11:
    - alice invites bob: { as: <x> }
- bob accepts 9
- bob accepts 11
- alice sees bob accept second7
- alice sees bob accept first7
`,
  ],
  [
    'with a value that is known only later',
    `
- remember: { n: 3 }
- alice invites bob: { as: call<n>, data: { id: 8 } }
- bob receives call<n>: { keep: { id: $.data.id } }
- alice invites bob: { as: other<id> }
- bob accepts other8
- bob accepts call3
- alice sees bob accept call<n>
`,
  ],
])('as: call<n> is filled in: %s', async (_where, steps) => {
  expect((await runSteps(steps)).failures).toEqual([]);
});

test('in examples, whose column names it', async () => {
  const text = `scenario: <who>
users: [alice, bob, carol]
examples: [{ who: bob }, { who: carol }]
steps:
  - alice invites <who>: { as: for-<who> }
  - <who> receives for-<who>
`;
  const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
  expect(errors).toEqual([]);
  expect(scenarios.map(({ name }) => name)).toEqual(['bob', 'carol']);
});

test('in code: a name of one’s own, and one with a value that was remembered', async () => {
  const bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  await bench.does('remember', { n: 4 });
  const own = await alice.invites('bob', { as: 'mine' });
  const filled = await alice.invites('bob', { as: 'call<n>' });
  expect([own.name, filled.name]).toEqual(['mine', 'call4']);
  await bob.does('receives mine');
  await bob.does('receives call<n>');
  await bob.accepts(filled);
  await alice.seesAccept(filled, 'bob');
  await bench.close();
});

const errorsOf = (steps: string, users = '[alice, bob]') =>
  loadScenarios(
    'x.sig.yaml',
    `scenario: x\nusers: ${users}\nsteps:\n${steps.trim().replace(/^/gm, '  ')}\n`,
  ).errors.map(({ line, message }) => `${line}: ${message}`);

test('one mistake is reported once, where it was made', () => {
  // A placeholder without a value.
  expect(errorsOf('- alice invites bob: { as: call<m> }\n- bob receives call1\n- bob accepts call1')).toEqual(
    ['4: <m> has no value'],
  );
  // A wrong step in a loop of three turns.
  expect(
    errorsOf('- for each n in 1, 2, 3:\n    - alice invtes bob: { as: c<n> }\n- bob accepts c2'),
  ).toEqual([expect.stringMatching(/^5: "alice invtes bob" is no step$/)]);
  // The invite itself is wrong: its uses are not.
  expect(errorsOf('- alice invtes bob\n- bob receives call\n- bob accepts call')).toEqual([
    '4: "alice invtes bob" is no step',
  ]);
  // A user whom the header does not name.
  expect(errorsOf('- alice invites bob\n- bob receives call\n- bob accepts call', '[alice, bbo]')).toEqual([
    '4: "bob" is no user of this scenario',
  ]);
  // Two mistakes are two.
  expect(errorsOf('- alice invites bob: { as: one }\n- bob accepts two\n- bob rejects three')).toEqual([
    '5: "two" is the name of no invitation',
    '6: "three" is the name of no invitation',
  ]);
});

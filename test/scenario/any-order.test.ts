import { expect, test } from 'vitest';
import { lab } from '../../src/testing/lab.js';
import { runSteps } from './run-text.js';

const GROUP = 'users: [alice, bob, carol]\ngroups: { team: [alice, bob, carol] }';

test('expectations below each other are met in whichever order the events came', async () => {
  const { failures } = await runSteps(`
- alice invites bob: { as: second }
- alice invites bob: { as: first }
- bob receives first
- bob receives second
- alice messages bob: hello
- alice cancels first
- bob sees first cancelled
- bob gets a message from alice: hello
- nothing else happens
`);
  expect(failures).toEqual([]);
});

test('in this order is the way to ask for order', async () => {
  const { failures } = await runSteps(`
- alice invites bob: { as: second }
- alice invites bob: { as: first }
- in this order:
    - bob receives first
    - bob receives second
`);
  expect(failures).toMatchObject([
    { step: 'bob receives second', seen: expect.stringContaining('but before what the steps above expect') },
  ]);
});

test('in any order, too, and in this order from its own first expectation on', async () => {
  const { failures } = await runSteps(
    `
- alice invites bob and carol in team
- bob accepts call
- carol rejects call
- alice sees carol reject call
- in this order:
    - alice sees bob accept call
- alice messages bob: a
- alice messages bob: b
- in any order:
    - bob gets a message from alice: b
    - bob gets a message from alice: a
`,
    GROUP,
  );
  expect(failures).toEqual([]);
});

test('of two that fit, the one after what the steps above have seen, as it always was', async () => {
  const { failures } = await runSteps(`
- alice messages bob: { data: one }
- alice invites bob
- bob receives call
- after: 1s
- alice messages bob: { data: two }
- bob gets a message from alice: { data: /./, at: 1s, keep: { which: $.data } }
- alice messages bob: <which>
- bob gets a message from alice: two
`);
  expect(failures).toEqual([]);
});

test('at: what came at another time does not count, and is what was seen', async () => {
  const steps = (at: string) => `
- alice messages bob: hi
- after: 2s
- alice messages bob without waiting: hi
- bob gets a message from alice: { text: hi, at: ${at} }
`;
  expect((await runSteps(steps('2s'))).failures).toEqual([]);
  expect((await runSteps(steps('1s'))).failures).toMatchObject([
    {
      expected: 'bob gets a message from alice: { text: hi, at: 1s } at 1s',
      seen: 'bob heard onRecvNewMessage at 0s: sender "alice", text "hi"',
    },
  ]);
});

test('the same in code', async () => {
  const bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const second = await alice.invites('bob');
  const first = await alice.invites('bob');
  await bob.receives(first);
  await bob.receives(second);
  await bench.close();
});

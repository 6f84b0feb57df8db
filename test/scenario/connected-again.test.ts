import { expect, test } from 'vitest';
import { runSteps } from './run-text.js';

test.each(['0s', '500ms', '1s', '3s', '20s', '1m', '61s', '5m', '2h'])(
  'cut off for %s: "is connected again" returns when the device is',
  async (time) => {
    const { failures } = await runSteps(
      `
- bob is cut off
- after: ${time}
- bob is connected again
- alice messages bob: hi
- bob gets a message from alice: { text: hi, within: 0s }
- bob accepts call: { fails: true }
- bob messages alice: back
- alice gets a message from bob: { text: back, within: 0s }
- alice invites bob
`.replace('- bob accepts call: { fails: true }\n', ''),
    );
    expect(failures).toEqual([]);
  },
);

test('each of several devices; one alone', async () => {
  const { failures } = await runSteps(
    `
- bob is cut off
- after: 10s
- bob's pad is connected again
- alice messages bob: one
- bob's pad gets a message from alice: { text: one, within: 0s }
- bob's phone does not hear onRecvNewMessage: { within: 5s }
- bob is connected again
- bob's phone gets a message from alice: { text: one, within: 0s }
`,
    'users: [alice, { bob: { devices: [phone, pad] } }]',
  );
  expect(failures).toEqual([]);
});

test('who is logged out, or whose hub is down, is not waited for', async () => {
  const { failures } = await runSteps(`
- bob logs out
- bob is cut off
- bob is connected again
- nothing else happens to bob
- alice is cut off
- the hub stops
- alice is connected again
- the hub starts again
- after: 1m
- alice messages bob: hi
`);
  expect(failures).toEqual([]);
});

test('who cannot come back fails the step, with the reason', async () => {
  const { failures } = await runSteps(`
- bob is cut off
- the network has: { partition: true }
- after: 30s
- bob is connected again
`);
  expect(failures).toMatchObject([
    { expected: 'bob is connected again within 2m', seen: 'bob is still trying to connect' },
  ]);
});

import { expect, test } from 'vitest';
import { runSteps } from './run-text.js';

test('of several that fit, an expectation is met by the first that came', async () => {
  const { failures } = await runSteps(`
- alice messages bob: a1
- alice messages bob: a2
- bob gets a message from alice: { text: /a/, keep: { first: $.text } }
- bob gets a message from alice: { text: /a/, keep: { second: $.text } }
- alice messages bob: <first> <second>
- bob gets a message from alice: a1 a2
`);
  expect(failures).toEqual([]);
});

test('a call that nobody waits for is waited for at the end, and fails its step', async () => {
  const { failures } = await runSteps(`
- alice's network has: { loss: 100% }
- alice messages bob without waiting: hi
`);
  expect(failures).toMatchObject([{ line: 5, seen: expect.stringContaining('9524') }]);
});

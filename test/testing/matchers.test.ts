import { expect, test } from 'vitest';
import { type LabMatchers, lab, matchers } from '../../src/testing/index.js';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends LabMatchers<R> {}
}

expect.extend(matchers);

test('what a user has been told by now, whatever steps have expected', async () => {
  const bench = await lab({ users: ['alice', 'bob', 'carol'] });
  const [alice, bob, carol] = bench.users('alice', 'bob', 'carol');
  const call = await alice.invites('bob', { data: { call: 'video' }, timeout: 30 });
  expect(bob).toHaveReceived(call, { data: { call: /^vid/ } });
  expect(bob).toHaveReceived(call);
  expect(carol).not.toHaveReceived(call);
  expect(() => expect(bob).toHaveReceived(call, { data: { call: 'audio' } })).toThrow(
    /call: expected "audio"/,
  );
  expect(alice).not.toHaveSeenAccept(call, 'bob');
  await bob.accepts(call);
  await bench.after('1s');
  expect(alice).toHaveSeenAccept(call, 'bob');
  expect(bob).toBelieve(call, 'accepted');
  expect(() => expect(alice).not.toHaveSeenAccept(call, 'bob')).toThrow(
    'expected not: alice sees bob accept',
  );
  // Nothing was used up by that.
  await bob.receives(call);
  await alice.seesAccept(call, 'bob');
  expect(() => alice.hasMet('invites bob')).toThrow('is none');
  expect(bench.table()).toContain('| 0s | alice → hub | invite bob: invitation1 (30 s) |');
  await bench.close();
});

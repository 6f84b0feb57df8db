import { type Lab, lab } from 'siglab/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CallState } from './call-state.js';

let bench: Lab;
let bobsApp: CallState;

beforeEach(async () => {
  bench = await lab({ users: ['alice', 'bob', 'carol'] });
  bobsApp = new CallState(bench.user('bob').sdk);
});

afterEach(() => bench.close());

test('it rings, and talks when bob answers', async () => {
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob');
  await bob.receives(call);
  expect(bobsApp.state).toBe('ringing');
  await bobsApp.answer();
  await alice.seesAccept(call, 'bob');
  expect(bobsApp.state).toBe('talking');
});

test('the second caller hears that the line is busy, and the first call rings on', async () => {
  const [alice, bob, carol] = bench.users('alice', 'bob', 'carol');
  const first = await alice.invites('bob');
  const second = await carol.invites('bob');
  await carol.seesReject(second, 'bob', { data: 'busy' });
  await bob.receives(first);
  await bob.receives(second);
  expect(bobsApp.state).toBe('ringing');
  await bench.nothingElseHappens();
});

test('it is idle again when alice hangs up, and when the time is over', async () => {
  const [alice, bob] = bench.users('alice', 'bob');
  const first = await alice.invites('bob');
  await alice.cancels(first);
  await bob.seesCancel(first);
  expect(bobsApp.state).toBe('idle');

  const second = await alice.invites('bob', { timeout: 30 });
  await bob.seesTimeout(second, { within: '30s' });
  expect(bobsApp.state).toBe('idle');
  expect(bench.elapsed).toBe(30_000);
});

test('it is idle after a tunnel in which alice has called and hung up', async () => {
  const [alice, bob] = bench.users('alice', 'bob');
  await bob.does('is cut off');
  const call = await alice.invites('bob');
  await alice.cancels(call);
  await bob.does('is connected again');
  await bob.receives(call);
  await bob.seesCancel(call);
  expect(bobsApp.state).toBe('idle');
});

test('bob calls, and carol declines', async () => {
  const carol = new CallState(bench.user('carol').sdk);
  await bobsApp.call('carol');
  await bench.after('1s');
  expect([bobsApp.state, carol.state]).toEqual(['calling', 'ringing']);
  await carol.decline();
  await bench.after('1s');
  expect([bobsApp.state, carol.state]).toEqual(['idle', 'idle']);
});

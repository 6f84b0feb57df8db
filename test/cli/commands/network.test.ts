import { expect, test } from 'vitest';
import { Bench } from '../bench.js';

test('a bad network is set, listed and reset, for virtual users too', async () => {
  const bench = await Bench.open();
  await bench.ok('user login alice bob');
  const set = await bench.sig('network bob --latency 2s --jitter 300ms --loss 10% --duplicate 5%');
  expect(set.err).toContain('bob: network: 2000 ± 300 ms, 10 % lost, 5 % twice');
  expect(await bench.ok('user list')).toContain('network: 2000 ± 300 ms, 10 % lost');
  expect((await bench.sig('network bob --reset')).err).toContain('bob: network: perfect');
  expect(await bench.ok('user list')).not.toContain('network:');
});

test.each([
  ['network bob', 'how bad is the network to be?'],
  ['network bob --loss 200%', 'it looks like 10%'],
  ['network bob --loss much', 'it looks like 10%'],
  ['hold bob nothing', 'allowed choices are invite'],
])('sig %s is refused', async (line, message) => {
  const bench = await Bench.open();
  await bench.ok('user login bob');
  const { code, err } = await bench.sig(line);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('a cancel to a virtual user is held, listed, and dropped or released', async () => {
  const bench = await Bench.open();
  await bench.ok('user login alice bob');
  expect((await bench.sig('held')).err).toContain('nothing waits');
  await bench.ok('hold bob cancel');
  await bench.ok('invite alice bob');
  expect(await bench.ok('cancel alice')).not.toMatch(/bob +onInvitationCancelled/);
  expect(await bench.ok('held')).toMatch(/bob\/phone +to +cancel/);
  expect(await bench.ok('release bob')).toMatch(/bob +onInvitationCancelled/);
  await bench.ok('hold bob cancel');
  await bench.ok('invite alice bob');
  await bench.ok('cancel alice');
  expect((await bench.sig('drop bob')).err).toContain('lost: 1 frame');
  expect((await bench.sig('held')).err).toContain('nothing waits');
});

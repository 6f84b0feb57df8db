import { expect, test } from 'vitest';
import { Bench } from './bench.js';

const WAITING = 'invite alice bob --timeout 30 --wait';

test.each([
  ['accept bob', 0, 'accepted'],
  ['reject bob', 3, 'rejected'],
  ['cancel alice', 5, 'cancelled'],
])('--wait: %s ends it with exit code %i', async (answer, code, word) => {
  const bench = await Bench.open();
  const waiting = bench.start(WAITING);
  await waiting.shows('succeeded');
  await bench.ok(answer);
  const ended = await waiting.ended();
  expect(ended.code).toBe(code);
  expect(ended.err).toContain(`alice → bob  ${word}`);
});

test('--wait: nobody answers, exit code 4 when the time is up', async () => {
  const bench = await Bench.open();
  const began = bench.clock.now();
  const { code, out, err } = await bench.start(WAITING).ended();
  expect(code).toBe(4);
  expect(out).toContain('onInvitationTimeout');
  expect(err).toContain('timed out');
  expect(bench.clock.now() - began).toBeGreaterThanOrEqual(30_000);
});

test('--wait: when no device is left to announce the time-out, it is still told', async () => {
  const bench = await Bench.open();
  const waiting = bench.start(WAITING);
  await waiting.shows('succeeded');
  await bench.ok('user logout alice bob');
  const { code, err } = await waiting.ended();
  expect(code).toBe(4);
  expect(err).toContain('no device was there to say so');
});

test('--wait in a group ends when the last member has answered; somebody who accepted makes it 0', async () => {
  const bench = await Bench.open();
  await bench.ok('user add alice bob carol');
  await bench.ok('group create team --owner alice --members bob carol');
  const waiting = bench.start('invite-group alice team bob carol --wait');
  await waiting.shows('succeeded');
  await bench.ok('reject bob');
  await bench.ok('accept carol');
  const { code, err } = await waiting.ended();
  expect(code).toBe(0);
  expect(err).toContain('partly accepted');
});

test('--wait --json: events as lines, and last the outcome', async () => {
  const bench = await Bench.open();
  const waiting = bench.start(`${WAITING} --json`);
  await waiting.shows('"method":"invite"');
  await bench.ok('reject bob');
  const { code, out, err } = await waiting.ended();
  const lines = out.split('\n').map((line) => JSON.parse(line));
  expect([code, err]).toEqual([3, '']);
  expect(lines.at(-1).result).toMatchObject({ outcome: 'rejected', invitees: { bob: 'rejected' } });
  expect(lines.some((line) => line.name === 'onInviteeRejected')).toBe(true);
});

test('Ctrl-C gives up waiting: the invitation stays pending, exit code 1', async () => {
  const bench = await Bench.open();
  const waiting = bench.start(WAITING);
  await waiting.shows('succeeded');
  waiting.cli.interrupt();
  const { code, err } = await waiting.ended();
  expect(code).toBe(1);
  expect(err).toContain('pending');
  expect(await bench.ok('list')).toMatch(/bob +pending/);
});

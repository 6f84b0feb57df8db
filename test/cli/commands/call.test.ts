import { describe, expect, test } from 'vitest';
import type { InvitationRow, UserRow } from '../../../src/gateway/control/protocol.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { Bench } from '../bench.js';

/** What devices' apps were told, as `user event`. */
function told(bench: Bench): string[] {
  return bench.runtime.recent
    .since(0)
    .flatMap((event) => (event.kind === 'event' ? `${event.user} ${event.name}` : []));
}

describe('a call by hand', () => {
  test('call, answer, hang up; the hang-up waits for no answer', async () => {
    const bench = await Bench.open();
    await bench.ok('call alice bob --video');
    await bench.ok('answer bob');
    await bench.clock.advance(5_000);
    expect(await bench.ok('hang-up alice')).toContain('after 5 s of talk');
    expect(told(bench).filter((line) => /onCall/.test(line))).toEqual([
      'bob onCallReceived',
      'alice onCallBegin',
      'bob onCallBegin',
      'bob onCallEnd',
      'alice onCallEnd',
    ]);
    const rows = await bench.rows<InvitationRow>('list');
    expect(rows.map(({ state, hangUp }) => (hangUp ? 'hang-up' : state))).toEqual(['accepted', 'hang-up']);
    expect((await bench.sig('accept bob')).code).toBe(1);
  });

  test('decline, as busy too; cancel by hanging up', async () => {
    const bench = await Bench.open();
    await bench.ok('call alice bob');
    await bench.ok('decline bob');
    await bench.ok('call alice bob');
    await bench.ok('decline bob --busy');
    await bench.ok('call alice bob');
    await bench.ok('hang-up alice');
    expect(told(bench).filter((line) => /onUser|NotConnected/.test(line))).toEqual([
      'alice onUserReject',
      'alice onCallNotConnected',
      'alice onUserLineBusy',
      'alice onCallNotConnected',
      'bob onCallNotConnected',
      'alice onCallNotConnected',
    ]);
  });

  test('members of a group', async () => {
    const bench = await Bench.open();
    await bench.ok('group create team --owner alice --members bob,carol');
    await bench.ok('call alice bob carol --group team');
    await bench.ok('answer carol');
    await bench.ok('decline bob');
    await bench.ok('hang-up alice');
    expect(told(bench)).toContain('carol onCallEnd');
  });

  test('what can’t be: nobody rings, two callees without a group, a second call at once', async () => {
    const bench = await Bench.open();
    await bench.ok('user add bob');
    expect((await bench.sig('answer bob')).err).toContain('no call rings for bob');
    expect((await bench.sig('call alice bob carol')).err).toContain('a call of several is a group call');
    await bench.ok('call alice bob');
    expect((await bench.sig('call alice carol')).err).toContain('hang up first');
  });
});

describe('users who answer by themselves', () => {
  test.each([
    ['accept', 'onCallBegin'],
    ['reject', 'onUserReject'],
    ['busy', 'onUserLineBusy'],
  ])('%s', async (how, event) => {
    const bench = await Bench.open();
    await bench.ok(`user add bob --answers ${how} --after 3s`);
    await bench.ok('call alice bob');
    await bench.clock.advance(2_999);
    expect(told(bench)).not.toContain(`alice ${event}`);
    await bench.clock.advance(1);
    expect(told(bench)).toContain(`alice ${event}`);
  });

  test('nobody: it rings out; by hand again', async () => {
    const bench = await Bench.open();
    await bench.ok('user add bob --answers nobody');
    await bench.ok('call alice bob --timeout 5');
    await bench.clock.advance(5_000);
    expect(told(bench)).toContain('alice onUserNoResponse');
    await bench.ok('user add bob --answers accept');
    await bench.ok('user add bob --answers by-hand');
    await bench.ok('call alice bob');
    expect(told(bench)).not.toContain('alice onCallBegin');
  });

  test('any signal, not only a kit’s', async () => {
    const bench = await Bench.open();
    await bench.ok('user add bob --answers accept');
    await bench.ok('invite alice bob --data game');
    expect(told(bench)).toContain('alice onInviteeAccepted');
  });
});

test('a call, and how a user answers, outlive the hub’s process', async () => {
  const store = new MemoryStore();
  const before = await Bench.open({ store });
  await before.ok('user add carol --answers busy');
  await before.ok('call alice bob');
  await before.ok('answer bob');
  const after = await Bench.open({ store, clock: before.clock });
  await after.ok('hang-up bob');
  expect(told(after)).toContain('alice onCallEnd');
  await after.ok('call alice carol');
  await after.clock.advance(0);
  expect(told(after)).toContain('alice onUserLineBusy');
  expect((await after.rows<UserRow>('user list')).map(({ user }) => user)).toContain('carol');
});

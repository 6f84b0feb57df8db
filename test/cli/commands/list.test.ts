import { describe, expect, test } from 'vitest';
import type { InvitationRow } from '../../../src/gateway/control/protocol.js';
import { Bench } from '../bench.js';

/** One invitation in every state, a minute apart; the last is in a group, half answered. */
async function everyState(): Promise<Bench> {
  const bench = await Bench.open();
  await bench.ok('user login alice bob carol dave');
  await bench.ok('group create team --owner alice --members bob carol');
  for (const [answer, options] of [
    ['accept bob', `--data '{"call":"video"}'`],
    ['reject bob', ''],
    ['cancel alice', '--data text'],
    ['', '--timeout 30'],
  ] as const) {
    await bench.ok(`invite alice bob ${options}`);
    if (answer !== '') await bench.ok(answer);
    await bench.clock.advance(60_000);
  }
  await bench.ok('invite carol dave --timeout 0');
  await bench.clock.advance(3_600_000);
  await bench.ok('invite-group alice team bob carol --timeout 2m');
  await bench.ok('accept carol');
  await bench.clock.advance(5000);
  return bench;
}

test('a table: ID, inviter, each invitee with their state, group, age, time left, data', async () => {
  const bench = await everyState();
  expect(await bench.ok('list')).toMatchInlineSnapshot(`
    "ID        INVITER  INVITEES  STATE      GROUP  AGE        LEFT        DATA
    3499aafe  alice    bob       accepted          1 h 4 min  -           {"call":"…
    7442420a  alice    bob       rejected          1 h 3 min  -
    52c5dc6c  alice    bob       cancelled         1 h 2 min  -           text
    2090e447  alice    bob       timed out         1 h 1 min  -
    fd47d7d2  carol    dave      pending           1 h        no limit
    f3dfa76d  alice    bob       pending    team   5 s        1 min 55 s
                       carol     accepted"
  `);
});

describe('--state', () => {
  test.each([
    ['pending', ['pending', 'partly accepted']],
    ['accepted', ['accepted', 'partly accepted']],
    ['rejected', ['rejected']],
    ['cancelled', ['cancelled']],
    ['timed-out', ['timedOut']],
  ])('%s picks %j', async (state, picked) => {
    const bench = await everyState();
    const rows = await bench.rows<InvitationRow>(`list --state ${state}`);
    expect(rows.map((row) => row.state)).toEqual(picked);
  });

  test('another is refused with those that there are', async () => {
    const bench = await Bench.open();
    const { code, err } = await bench.sig('list --state done');
    expect(code).toBe(2);
    expect(err).toContain('pending, accepted, rejected, cancelled, timed-out');
  });
});

test('--user picks what they sent or got, --group what is in it, --limit the newest', async () => {
  const bench = await everyState();
  const inviters = async (line: string) =>
    (await bench.rows<InvitationRow>(line)).map(({ inviter }) => inviter);
  expect(await inviters('list --user carol')).toEqual(['carol', 'alice']);
  expect(await inviters('list --group team')).toEqual(['alice']);
  expect(await inviters('list --limit 1')).toEqual(['alice']);
});

test('an unknown user: did you mean', async () => {
  const bench = await everyState();
  expect((await bench.sig('list --user carl')).err).toContain('did you mean carol?');
});

test('nothing yet: how to begin', async () => {
  const bench = await Bench.open();
  const { code, out, err } = await bench.sig('list');
  expect([code, out, err]).toEqual([0, '', 'no invitations; sig invite alice bob makes one']);
});

test('show tells every message of one, in order, with the time since the invite', async () => {
  const bench = await Bench.open();
  await bench.ok(`invite alice bob --data '{"call":"video"}'`);
  await bench.clock.advance(1500);
  await bench.ok(`modify alice --data '{"call":"audio"}'`);
  await bench.clock.advance(61_000 - 1500 - 45_000);
  await bench.ok('accept bob --data ok');
  const out = await bench.ok('show');
  expect(out.replace(/^\d\d:\d\d:\d\d\.\d{3}/gm, '12:00:00.000')).toMatchInlineSnapshot(`
    "ID         239126bd675b4122bf5db9e0278cdcb2
    inviter    alice
    invitees   bob accepted
    time-out   30 s
    data       { "call": "audio" }

    12:00:00.000  alice         INVITE  → bob                                 +0.0 s
                                { "call": "video" }
    12:00:00.000  alice         MODIFY                                        +1.5 s
                                { "call": "audio" }
    12:00:00.000  bob           ACCEPT  → alice                              +16.0 s
                                ok"
  `);
  const signals = (await bench.ok('show --json')).split('\n').map((line) => JSON.parse(line));
  expect(signals.slice(0, -1).map(({ info, modifies }) => (modifies ? 'modify' : info.actionType))).toEqual([
    1,
    'modify',
    3,
  ]);
  expect(signals.at(-1).result.state).toBe('accepted');
});

test('show of an unknown or ambiguous beginning', async () => {
  const bench = await everyState();
  expect((await bench.sig('show zzz')).err).toContain('no invitation begins with zzz');
  expect((await bench.sig('show')).err).toContain('which one? 6 invitations');
});

describe('an invitation whose time is up, with no device there to say so', () => {
  /** Alice has invited bob, and both were gone before it ended. */
  async function overdue(): Promise<Bench> {
    const bench = await Bench.open();
    await bench.ok('invite alice bob --timeout 30');
    await bench.ok('user logout alice bob');
    await bench.clock.advance(90_000);
    return bench;
  }

  test('is marked overdue, here and in show', async () => {
    const bench = await overdue();
    expect(await bench.ok('list')).toMatch(/bob +overdue +1 min 30 s +-$/m);
    expect(await bench.ok('show')).toContain('30 s, overdue: no device was there to announce it');
  });

  test.each(['accept bob', 'reject bob', 'cancel alice', 'modify alice --data x'])(
    'is not what "sig %s" means; its ID tries it all the same',
    async (line) => {
      const bench = await overdue();
      const [row] = await bench.rows<InvitationRow>('list');
      const id = row!.inviteID.slice(0, 8);
      const { code, err } = await bench.sig(line);
      expect(code).toBe(1);
      expect(err).toContain(`the time of ${id} was up 1 min ago`);
      expect(err).toContain(`${id} tries it all the same`);
      await bench.ok('invite alice bob');
      expect((await bench.sig(line)).code).toBe(0);
    },
  );
});

describe('on a narrow page', () => {
  test.each([60, 50, 40])('of %i columns every state shows whole', async (columns) => {
    const bench = await everyState();
    await bench.ok(`user add ${'x'.repeat(32)}`);
    await bench.ok(`invite ${'x'.repeat(32)} ${'y'.repeat(32)}`);
    const { out } = await bench.sig('list', { columns });
    const lines = out.split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    for (const state of ['accepted', 'rejected', 'cancelled', 'timed out', 'pending'])
      expect(out).toContain(state);
    expect(lines.at(-1)).toMatch(/x… {2}y+… {2}pending/);
  });
});

import { describe, expect, test } from 'vitest';
import type { InvitationRow } from '../../../src/gateway/control/protocol.js';
import { Bench } from '../bench.js';
import { Screen } from '../screen.js';

/** Alice has invited bob so many times. */
async function invited(times: number): Promise<{ bench: Bench; ids: string[] }> {
  const bench = await Bench.open();
  for (let count = 1; count <= times; count++) await bench.ok(`invite alice bob --data call-${count}`);
  return { bench, ids: (await bench.rows<InvitationRow>('list')).map(({ inviteID }) => inviteID) };
}

const states = async (bench: Bench) => (await bench.rows<InvitationRow>('list')).map(({ state }) => state);

describe('which invitation is meant', () => {
  test.each([
    ['accept bob', 'accepted'],
    ['reject bob', 'rejected'],
    ['cancel alice', 'cancelled'],
  ])('%s: left out, the only one it can apply to', async (line, state) => {
    const { bench } = await invited(1);
    await bench.ok(line);
    expect(await states(bench)).toEqual([state]);
  });

  test('those that are over do not count', async () => {
    const { bench } = await invited(1);
    await bench.ok('cancel alice');
    await bench.ok('invite alice bob');
    await bench.ok('accept bob');
    expect(await states(bench)).toEqual(['cancelled', 'accepted']);
  });

  test('the beginning of its ID, however short, or the whole', async () => {
    const { bench, ids } = await invited(3);
    let least = 1;
    while (ids.filter((id) => id.startsWith(ids[1]!.slice(0, least))).length > 1) least++;
    await bench.ok(`accept bob ${ids[1]!.slice(0, least)}`);
    await bench.ok(`reject bob ${ids[2]}`);
    expect(await states(bench)).toEqual(['pending', 'accepted', 'rejected']);
  });

  test('several it could be: an error with the list, and nothing is done', async () => {
    const { bench, ids } = await invited(2);
    const { code, out, err } = await bench.sig('accept bob');
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      '✗ which one? 2 invitations',
      `  ${ids[0]!.slice(0, 8)}  alice → bob  pending`,
      `  ${ids[1]!.slice(0, 8)}  alice → bob  pending`,
      '  give the beginning of its ID',
    ]);
    expect(await states(bench)).toEqual(['pending', 'pending']);
  });

  test('as JSON the list is in the hint', async () => {
    const { bench, ids } = await invited(2);
    const { out, err } = await bench.sig('accept bob --json');
    expect(err).toBe('');
    expect(JSON.parse(out).error).toMatchObject({
      code: -4,
      hint: expect.stringContaining(ids[1]!.slice(0, 8)),
    });
  });

  test('of very many only the newest are listed', async () => {
    const { bench } = await invited(13);
    const { err } = await bench.sig('accept bob');
    expect(err).toContain('... 3 older ones');
    expect(err.split('\n')).toHaveLength(1 + 1 + 10 + 1);
  });

  test('at a terminal whoever sits there chooses', async () => {
    const { bench } = await invited(2);
    const screen = new Screen();
    const { ended } = bench.start('reject bob', screen.seat());
    await screen.until('? Which invitation to reject?', () => bench.clock.settle());
    await screen.until('alice → bob  pending  30 s', () => bench.clock.settle());
    screen.type('\r');
    await screen.until('reject succeeded', () => bench.clock.settle());
    await ended();
    // The newest is offered first.
    expect(await states(bench)).toEqual(['pending', 'rejected']);
    expect(screen.raw).toBe(false);
  });

  test('or leaves without choosing: nothing is done', async () => {
    const { bench } = await invited(2);
    const screen = new Screen();
    const { ended } = bench.start('reject bob', screen.seat());
    await screen.until('? Which invitation to reject?', () => bench.clock.settle());
    screen.type('\x03');
    await screen.until('nothing was chosen', () => bench.clock.settle());
    await ended();
    expect(await states(bench)).toEqual(['pending', 'pending']);
  });

  test.each([
    ['accept bob', 'bob has no pending invitation to accept'],
    ['accept bob ffff', 'no invitation begins with ffff'],
    ['cancel bob', 'bob has no pending invitation to cancel'],
  ])('none: %s', async (line, message) => {
    const bench = await Bench.open();
    await bench.ok('user add bob');
    const { code, err } = await bench.sig(line);
    expect(code).toBe(1);
    expect(err).toContain(`${message} (8010 `);
  });
});

test('an unknown user: did you mean', async () => {
  const { bench } = await invited(1);
  const { code, err } = await bench.sig('accept bbo');
  expect(code).toBe(1);
  expect(err).toBe('✗ there is no user bbo (70107 ERR_SVR_ACCOUNT_NOT_FOUND)\n  did you mean bob?');
});

test('what a person has already answered says how it ended', async () => {
  const { bench, ids } = await invited(1);
  await bench.ok('accept bob');
  const { code, err } = await bench.sig(`reject bob ${ids[0]}`);
  expect(code).toBe(1);
  expect(err).toContain('the invitation is over: accepted (8010 ');
});

test("an invitee cannot cancel, the inviter cannot accept: the vendor's code, and who can", async () => {
  const { bench, ids } = await invited(1);
  const cancel = await bench.sig(`cancel bob ${ids[0]}`);
  const accept = await bench.sig(`accept alice ${ids[0]}`);
  expect([cancel.code, accept.code]).toEqual([1, 1]);
  expect(cancel.err).toContain('(8011 ');
  expect(accept.err).toContain('(8010 ');
  expect(accept.err).toContain('alice is not invited');
});

test.each(['accept', 'reject'])('%s --data reaches the inviter', async (answer) => {
  const { bench } = await invited(1);
  expect(await bench.ok(`${answer} bob --data '{"why":"busy"}'`)).toMatch(
    /alice +onInvitee\w+.*\n.*by bob {2}\{"why":"busy"\}/,
  );
});

test('modify needs --data, and changes it for both sides', async () => {
  const { bench } = await invited(1);
  expect((await bench.sig('modify alice')).code).toBe(2);
  expect(await bench.ok('modify bob --data new')).toMatch(/alice +onInvitationModified/);
  expect((await bench.rows<InvitationRow>('list'))[0]!.data).toBe('new');
});

test('--device: another device of the invitee answers, and the first stops ringing', async () => {
  const { bench } = await invited(1);
  const out = await bench.ok('accept bob --device pad');
  expect(out).toMatch(/bob\/pad +logs in/);
  expect(out).toMatch(/bob\/pad +✓ accept succeeded/);
  expect(out).toMatch(/bob +onInviteeAccepted/);
});

test('an invitee who was offline comes online to answer, and is told of the invitation first', async () => {
  const bench = await Bench.open();
  await bench.ok('user login bob');
  await bench.ok('user logout bob');
  await bench.ok('invite alice bob');
  const { code, out, err } = await bench.sig('accept bob');
  expect(code).toBe(0);
  expect(err).toContain('bob was logged out; phone logs in again');
  expect(out).toMatch(/bob +onReceiveNewInvitation[\s\S]*bob +✓ accept succeeded/);
});

test('an online-only invitation that was missed cannot be answered, and it says why', async () => {
  const bench = await Bench.open();
  await bench.ok('user login bob');
  await bench.ok('user logout bob');
  await bench.ok('invite alice bob --online-only');
  const { code, err } = await bench.sig('accept bob');
  expect(code).toBe(1);
  expect(err).toContain('it was for online users only');
});

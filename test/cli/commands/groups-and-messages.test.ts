import { describe, expect, test } from 'vitest';
import type { GroupRow, HistoryRow } from '../../../src/gateway/control/protocol.js';
import { Bench } from '../bench.js';

async function team(): Promise<Bench> {
  const bench = await Bench.open();
  await bench.ok('user add alice bob carol dave');
  await bench.ok('group create team --owner alice --members bob');
  return bench;
}

const groups = (bench: Bench) => bench.rows<GroupRow>('group list');

describe('group', () => {
  test('create, add, remove, list, delete', async () => {
    const bench = await team();
    expect((await bench.sig('group add team carol dave')).err).toBe('added carol, dave to team');
    expect((await bench.sig('group remove team bob')).err).toBe('removed bob from team');
    expect(await groups(bench)).toEqual([
      { groupID: 'team', type: 'Work', name: 'team', owner: 'alice', members: ['alice', 'carol', 'dave'] },
    ]);
    expect(await bench.ok('group list')).toMatchInlineSnapshot(`
      "GROUP  TYPE  OWNER  MEMBERS
      team   Work  alice  alice, carol, dave"
    `);
    expect((await bench.sig('group delete team')).err).toBe('deleted group team');
    expect(await groups(bench)).toEqual([]);
  });

  test.each(['Work', 'Public', 'Meeting', 'AVChatRoom'])('create --type %s', async (type) => {
    const bench = await team();
    await bench.ok(`group create hall --type ${type} --owner alice --name 'The hall'`);
    expect((await groups(bench)).at(-1)).toMatchObject({ groupID: 'hall', type, name: 'The hall' });
  });

  test('create takes its members with blanks or commas between them', async () => {
    const bench = await team();
    await bench.ok('group create hall --owner alice --members bob,carol dave');
    expect((await groups(bench)).at(-1)!.members).toEqual(['alice', 'bob', 'carol', 'dave']);
  });

  test('create makes users that are new, and asks about those that look mistyped', async () => {
    const bench = await team();
    const { code, err } = await bench.sig('group create hall --owner alcie --members eve');
    expect(code).toBe(0);
    expect(err).toContain('alcie is new here (did you mean alice?)');
    expect(err).not.toContain('eve is new');
  });

  test('create without an ID says which it got', async () => {
    const bench = await team();
    const { group } = await bench.json<{ group: string }>('group create --owner alice');
    expect((await groups(bench)).map(({ groupID }) => groupID)).toContain(group);
  });

  test('create needs an owner, a type that there is, and another ID than there is', async () => {
    const bench = await team();
    expect((await bench.sig('group create hall')).code).toBe(2);
    expect((await bench.sig('group create team --owner alice')).err).toContain('(10021 ');
    expect((await bench.sig('group create hall --owner alice --type Club')).err).toContain('Work, Public');
  });

  test.each([
    'group add taem carol',
    'group remove taem bob',
    'group delete taem',
    'send alice taem hi --group',
    'history --group taem',
  ])('%s: did you mean', async (line) => {
    const bench = await team();
    const { code, err } = await bench.sig(line);
    expect(code).toBe(1);
    expect(err).toContain('there is no group taem (10010 ');
    expect(err).toContain('did you mean team?');
  });
});

describe('messages', () => {
  test('send a text, as many words as it has', async () => {
    const bench = await team();
    expect(await bench.ok('send alice bob hello there')).toContain('hello there');
    const [row] = await bench.rows<HistoryRow>('history alice bob');
    expect(row).toMatchObject({ from: 'alice', to: 'bob', text: 'hello there', signal: null });
  });

  test('send --custom JSON; a signal that is sent so is one', async () => {
    const bench = await team();
    await bench.ok(`send alice bob --custom '{"businessID":"link"}'`);
    const signal =
      '{"businessID":1,"inviteID":"x1","inviter":"alice","inviteeList":["bob"],"actionType":1,"timeout":30}';
    await bench.ok(`send alice bob --custom '${signal}'`);
    const rows = await bench.rows<HistoryRow>('history alice bob');
    expect(rows[0]!.custom).toBe('{"businessID":"link"}');
    expect(rows[1]!.signal).toMatchObject({ inviteID: 'x1' });
    expect(await bench.ok('list')).toContain('x1');
  });

  test('send --group, and its history', async () => {
    const bench = await team();
    await bench.ok('send alice team hello all --group');
    expect(await bench.rows<HistoryRow>('history --group team')).toMatchObject([
      { groupID: 'team', text: 'hello all' },
    ]);
  });

  test('send --online-only leaves nothing in history', async () => {
    const bench = await team();
    await bench.ok('send alice bob hello --online-only');
    expect(await bench.rows('history alice bob')).toEqual([]);
  });

  test.each([
    'send alice bob',
    `send alice bob hi --custom '{}'`,
    'history',
    'history alice',
    'history alice bob --group team',
  ])('%s: wrong usage, with what is right', async (line) => {
    const bench = await team();
    const { code, err } = await bench.sig(line);
    expect(code).toBe(2);
    expect(err).toMatch(/sig (send|history) alice bob/);
  });

  test('history is a line per message, signals by their action', async () => {
    const bench = await team();
    await bench.ok('send alice bob hi');
    await bench.ok('invite alice bob --data call');
    await bench.ok('reject bob');
    const out = await bench.ok('history alice bob --limit 2');
    expect(out.replace(/^[-\d]+ [:\d]+/gm, '2026-01-01 12:00:00')).toMatchInlineSnapshot(`
      "2026-01-01 12:00:00  alice  INVITE 278cdcb2  call
      2026-01-01 12:00:00  bob    REJECT 278cdcb2"
    `);
  });

  test('history of somebody unknown: did you mean', async () => {
    const bench = await team();
    expect((await bench.sig('history alice bbo')).err).toContain('did you mean bob?');
  });
});

describe('push', () => {
  async function missed(): Promise<Bench> {
    const bench = await team();
    await bench.ok('user login bob');
    await bench.ok('user logout bob');
    await bench.ok(`invite alice bob --push-title Call --push-desc 'alice calls' --push-ext x --timeout 60`);
    await bench.clock.advance(12_000);
    return bench;
  }

  test('list is what an offline phone would have shown', async () => {
    const bench = await missed();
    const out = await bench.ok('push list bob');
    expect(out).toMatch(
      /^# {2}AGE {3}FROM {3}SIGNAL {11}TITLE: DESC\n1 {2}12 s {2}alice {2}INVITE [0-9a-f]{8} {2}Call: alice calls {2}ext x$/,
    );
    expect((await bench.sig('push list carol')).err).toBe('no pushes to carol');
    expect((await bench.sig('push list bbo')).err).toContain('did you mean bob?');
  });

  test('open brings the app up, which learns of the invitation', async () => {
    const bench = await missed();
    const { code, out, err } = await bench.sig('push open bob');
    expect(code).toBe(0);
    expect(out).toMatch(/bob +onReceiveNewInvitation/);
    expect(err).toMatch(/bob knows of ([0-9a-f]{8}); go on with: sig accept bob \1/);
    await bench.ok('accept bob');
  });

  test('open comes too late after the time-out', async () => {
    const bench = await missed();
    await bench.clock.advance(60_000);
    const { code, err } = await bench.sig('push open bob');
    expect(code).toBe(1);
    expect(err).toContain('timed out');
  });

  test('open of one that there is not', async () => {
    const bench = await missed();
    expect((await bench.sig('push open bob 7')).err).toContain('bob has 1 push');
  });
});

test('invite-group warns of those who are not in the group', async () => {
  const bench = await Bench.open();
  await bench.ok('group create team --owner alice --members bob');
  const { code, err } = await bench.sig('invite-group alice team bob dave');
  expect(code).toBe(0);
  expect(err).toContain('dave is no member of team, and hears nothing: sig group add team dave');
  expect(err).not.toContain('bob is no member');
});

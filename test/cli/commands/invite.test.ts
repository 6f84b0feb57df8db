import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { InvitationRow, PushRow } from '../../../src/gateway/control/protocol.js';
import { Bench } from '../bench.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-data-'));
const file = join(folder, 'call.json');
writeFileSync(file, '{"call":"video"}\n');
afterAll(() => rmSync(folder, { recursive: true }));

const newest = async (bench: Bench) => (await bench.rows<InvitationRow>('list')).at(-1)!;

test('both sides are brought online, and both are heard', async () => {
  const bench = await Bench.open();
  const { code, out } = await bench.sig('invite alice bob');
  expect(code).toBe(0);
  expect(out).toMatch(/alice +logs in \(phone, Android\)[\s\S]*bob +logs in \(phone, Android\)/);
  expect(out).toMatch(
    /alice +invite bob[\s\S]*INVITE[\s\S]*bob +onReceiveNewInvitation[\s\S]*✓ invite succeeded/,
  );
  expect(await newest(bench)).toMatchObject({ inviter: 'alice', timeout: 30, state: 'pending', groupID: '' });
});

test('somebody who was logged out on purpose stays offline', async () => {
  const bench = await Bench.open();
  await bench.ok('user login bob');
  await bench.ok('user logout bob');
  expect(await bench.ok('invite alice bob')).not.toContain('onReceiveNewInvitation');
});

describe('--data is', () => {
  test.each([
    ['a text', `'call me'`, 'call me'],
    ['JSON', `'{"call":"video"}'`, '{"call":"video"}'],
    ['what a file holds', `@${file}`, '{"call":"video"}'],
  ])('%s', async (_, given, data) => {
    const bench = await Bench.open();
    await bench.ok(`invite alice bob --data ${given}`);
    expect((await newest(bench)).data).toBe(data);
  });

  test('what comes by the input, without the line break at its end', async () => {
    const bench = await Bench.open();
    const stdin = Readable.from([Buffer.from('你好\n')]);
    expect((await bench.sig('invite alice bob --data -', { stdin })).code).toBe(0);
    expect((await newest(bench)).data).toBe('你好');
  });

  test('never a file that is not there', async () => {
    const bench = await Bench.open();
    const { code, err } = await bench.sig(`invite alice bob --data @${folder}/none`);
    expect(code).toBe(2);
    expect(err).toContain("none can't be read");
  });
});

test.each([
  ['45', 45],
  ['2m', 120],
  ['1h', 3600],
  ['0', 0],
])('--timeout %s is %i s', async (given, timeout) => {
  const bench = await Bench.open();
  await bench.ok(`invite alice bob --timeout ${given}`);
  expect((await newest(bench)).timeout).toBe(timeout);
});

test.each(['-1', '1.5', 'soon', ''])('--timeout %j is no time-out', async (given) => {
  const bench = await Bench.open();
  const { code, err } = await bench.sig(`invite alice bob --timeout '${given}'`);
  expect(code).toBe(2);
  expect(err).toContain('--timeout');
});

test('--online-only leaves nothing in history', async () => {
  const bench = await Bench.open();
  expect(await bench.ok('invite alice bob --online-only')).toContain('for online users only');
  expect((await bench.sig('history alice bob')).err).toBe('no messages');
});

test('--push-title, --push-desc and --push-ext are what an offline phone shows', async () => {
  const bench = await Bench.open();
  await bench.ok('user add bob');
  await bench.ok('user login bob');
  await bench.ok('user logout bob');
  await bench.ok(`invite alice bob --push-title Call --push-desc 'alice calls' --push-ext '{"room":7}'`);
  const [push] = await bench.rows<PushRow>('push list bob');
  expect(push).toMatchObject({ from: 'alice', title: 'Call', desc: 'alice calls', ext: '{"room":7}' });
});

test('--device, --platform and --dialect make another device of the inviter', async () => {
  const bench = await Bench.open();
  const out = await bench.ok('invite alice bob --device browser --platform Web --dialect web');
  expect(out).toContain('alice/browser  logs in (browser, Web)');
  // The web dialect's IDs are UUIDs with dashes.
  expect((await newest(bench)).inviteID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test('--clock-offset: an old native phone whose clock is ahead drops an invitation that looks too old', async () => {
  const bench = await Bench.open();
  await bench.ok('user login bob --dialect native-6 --clock-offset 45s');
  const dropped = await bench.ok('invite alice bob --timeout 30');
  expect(dropped).not.toContain('onReceiveNewInvitation');
  // It does hear of the end.
  expect(await bench.ok('cancel alice')).toContain('onInvitationCancelled');
  expect(await bench.ok('invite alice bob --timeout 60')).toMatch(/bob +onReceiveNewInvitation/);
  expect(await bench.ok('user list')).toContain('clock +45 s');
});

test.each(['native', 'web'])('--clock-offset means nothing to the %s dialect', async (dialect) => {
  const bench = await Bench.open();
  await bench.ok(`user login bob --dialect ${dialect} --clock-offset 45s`);
  expect(await bench.ok('invite alice bob --timeout 30')).toMatch(/bob +onReceiveNewInvitation/);
});

test('a name that is nearly a known one gets a question, and works all the same', async () => {
  const bench = await Bench.open();
  await bench.ok('user add alice');
  const { code, err } = await bench.sig('invite allice bob');
  expect(code).toBe(0);
  expect(err).toContain('allice is new here (did you mean alice?)');
});

test.each([
  ['invite alice', 'invitee'],
  ['invite', 'inviter'],
])('%s: wrong usage, with the way to help', async (line, missing) => {
  const bench = await Bench.open();
  const { code, err } = await bench.sig(line);
  expect(code).toBe(2);
  expect(err).toContain(missing);
  expect(err).toContain('sig invite --help shows how it is used');
});

test('a user ID that can be none is refused', async () => {
  const bench = await Bench.open();
  const { code, err } = await bench.sig(`invite alice 'bob smith'`);
  expect(code).toBe(1);
  expect(err).toContain('"bob smith" can\'t be a user ID');
});

describe('in a group', () => {
  const open = async () => {
    const bench = await Bench.open();
    await bench.ok('user add alice bob carol mallory');
    await bench.ok('group create team --owner alice --members bob carol');
    return bench;
  };

  test('members are invited, and answer one by one', async () => {
    const bench = await open();
    const out = await bench.ok('invite-group alice team bob carol --data hi');
    expect(out).toMatch(/bob +onReceiveNewInvitation[\s\S]*carol +onReceiveNewInvitation/);
    await bench.ok('accept bob');
    expect(await newest(bench)).toMatchObject({
      groupID: 'team',
      invitees: { bob: 'accepted', carol: 'pending' },
    });
  });

  test('a group of nearly this name was probably meant', async () => {
    const bench = await open();
    const { code, err } = await bench.sig('invite-group alice taem bob');
    expect(code).toBe(1);
    expect(err).toMatch(/there is no group taem \(10010 .*\)\n {2}did you mean team\?/);
  });

  test('who is no member cannot invite', async () => {
    const bench = await open();
    const { code, err } = await bench.sig('invite-group mallory team bob');
    expect(code).toBe(1);
    expect(err).toContain('10007');
  });
});

test('--ephemeral: a hub inside the command, gone when it ends', async () => {
  const bench = await Bench.open();
  const { code, out } = await bench.sig('invite alice bob --ephemeral');
  expect(code).toBe(0);
  expect(out).toMatch(/bob +onReceiveNewInvitation/);
  expect((await bench.sig('list')).err).toContain('no invitations');
  expect((await bench.sig('list --ephemeral')).err).toContain('no invitations');
});

test.each(['invite alice bob,carol', 'invite alice bob carol', 'invite alice bob, carol'])(
  '%s: several are invited in a group, with the commands for it',
  async (line) => {
    const bench = await Bench.open();
    const { code, err } = await bench.sig(line);
    expect(code).toBe(2);
    expect(err).toContain('sig invite invites one user, and bob, carol are 2');
    expect(err).toContain('sig group create team --owner alice --members bob carol');
    expect(err).toContain('sig invite-group alice team bob carol');
    expect(await bench.rows('user list')).toEqual([]);
  },
);

describe('an invitee who is logged out', () => {
  test('stays so, and that is said', async () => {
    const bench = await Bench.open();
    await bench.ok('user login alice bob');
    await bench.ok('user logout bob');
    const { err } = await bench.sig('invite alice bob');
    expect(err).toContain('bob is logged out, and hears of it after: sig user login bob');
    const online = await bench.sig('invite alice bob --online-only');
    expect(online.err).toContain('bob is logged out, and never hears of it');
  });

  test('nothing is said of one who is online, or of a new one', async () => {
    const bench = await Bench.open();
    expect((await bench.sig('invite alice bob')).err).not.toContain('logged out');
    expect((await bench.sig('invite alice bob')).err).not.toContain('logged out');
  });
});

test.each([
  ['bob smith', 'it has a space'],
  ['bøb', 'it has "ø"'],
  ['b'.repeat(33), 'it has 33 characters'],
])('%j can be no user ID, and why', async (user, why) => {
  const bench = await Bench.open();
  for (const line of [`invite alice '${user}'`, `user add '${user}'`, `user login '${user}'`]) {
    const { code, err } = await bench.sig(line);
    expect(code).toBe(1);
    expect(err).toContain(`can't be a user ID: ${why} (7003 `);
    expect(err).toContain('1 to 32 printable ASCII characters, without spaces');
  }
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import type { HubClient } from '../../../src/cli/hub/client.js';
import type { InvitationRow, UserRow } from '../../../src/gateway/control/protocol.js';
import { parseSeed } from '../../../src/hub/seed/parse.js';
import { textElement } from '../../../src/im/elements.js';
import { Bench } from '../bench.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-hub-'));
afterAll(() => rmSync(folder, { recursive: true }));

const users = async (bench: Bench) => (await bench.rows<UserRow>('user list')).map(({ user }) => user);
const SEED = parseSeed('users: [alice, { id: bob, online: true }]', 'seed.yaml');

test('reset forgets everything while the hub runs', async () => {
  const bench = await Bench.open();
  await bench.ok('invite alice bob');
  expect((await bench.sig('hub reset')).err).toBe('the hub was reset');
  expect(await users(bench)).toEqual([]);
  expect((await bench.sig('list')).err).toContain('no invitations');
  // And it works on.
  await bench.ok('invite alice bob');
  await bench.ok('accept bob');
});

test('reset goes back to the seed, and with --empty to nothing', async () => {
  const bench = await Bench.open({ seed: SEED });
  const seeded = await users(bench);
  expect(seeded).toContain('alice');
  await bench.ok('invite carol dave');
  await bench.ok('hub reset');
  expect(await users(bench)).toEqual(seeded);
  expect(await bench.ok('user list')).toMatch(/bob +online/);
  await bench.ok('hub reset --empty');
  expect(await users(bench)).toEqual([]);
});

test('snapshot and restore: everything is back, live invitations too', async () => {
  const bench = await Bench.open();
  await bench.ok('invite alice bob --data kept --timeout 60');
  const file = join(folder, 'before.json');
  expect((await bench.sig(`hub snapshot ${file}`)).err).toBe(`wrote ${file}: 2 users, 0 groups, 1 messages`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await bench.ok('hub reset');
  expect((await bench.sig(`hub restore ${file}`)).err).toBe(`the hub holds what ${file} holds`);
  expect(await bench.ok('accept bob')).toMatch(/alice +onInviteeAccepted/);
  expect((await bench.rows<InvitationRow>('list'))[0]).toMatchObject({ data: 'kept', state: 'accepted' });
});

test('a snapshot is for its user’s eyes only, also over a file that others may read; a failed one leaves that as it was', async () => {
  const bench = await Bench.open();
  await bench.ok('user add alice');
  const file = join(folder, 'readable.json');
  writeFileSync(file, 'old', { mode: 0o644 });
  const gone = { ...bench.client, call: () => Promise.reject(new Error('gone')) };
  expect((await bench.sig(`hub snapshot ${file}`, { hub: gone })).code).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe('old');
  await bench.ok(`hub snapshot ${file}`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.startsWith('readable'))).toEqual(['readable.json']);
});

test('a hub with many messages goes on serving while a snapshot is taken and brought back', async () => {
  const bench = await Bench.open();
  await bench.ok('user login alice bob');
  const admin = bench.runtime.hub.openAdmin('administrator', 1);
  for (let random = 1; random <= 1200; random++) {
    const body = { From_Account: 'alice', To_Account: 'bob', MsgRandom: random, MsgBody: [textElement('x')] };
    bench.runtime.hub.submit(admin, 'openim.sendmsg', body, () => {});
  }
  const file = join(folder, 'many.json');
  // A message between the pages is no part of it; nor does it wait for the end.
  const calls: string[] = [];
  const busy: HubClient = {
    ...bench.client,
    call: async (method, params, listener) => {
      calls.push(method);
      if (method === 'snapshotMessages') {
        await bench.client.call('send', { from: 'alice', to: 'bob', text: 'meanwhile' });
      }
      return bench.client.call(method, params, listener);
    },
  };
  const { err } = await bench.sig(`hub snapshot ${file}`, { hub: busy });
  expect(err).toContain('1200 messages');
  expect(calls).toEqual(['snapshot', ...Array(4).fill('snapshotMessages')]);
  expect(bench.runtime.hub.store.log(0, 2000)).toHaveLength(1204);
  await bench.ok(`hub restore ${file}`);
  expect(bench.runtime.hub.store.log(0, 2000)).toHaveLength(1200);
});

test('a restore that another has overtaken is refused', async () => {
  const bench = await Bench.open();
  const head = await bench.call('snapshot', {});
  const first = await bench.call('restoreBegin', { snapshot: head });
  const second = await bench.call('restoreBegin', { snapshot: head });
  await expect(bench.call('restoreEnd', first)).rejects.toThrow('another has begun since');
  await bench.call('restoreEnd', second);
  await expect(bench.call('restoreEnd', second)).rejects.toThrow('this restore is over');
});

test('snapshot goes to the output, and restore takes the input', async () => {
  const bench = await Bench.open();
  await bench.ok('user add alice bob');
  const taken = await bench.ok('hub snapshot');
  await bench.ok('hub reset');
  expect((await bench.sig('hub restore -', { stdin: Readable.from([Buffer.from(taken)]) })).code).toBe(0);
  expect(await users(bench)).toEqual(['alice', 'bob']);
});

test.each([
  ['no JSON', 'oops', 2],
  ['no snapshot', '{"a":1}', 1],
])('restore of what is %s changes nothing', async (_, text, exit) => {
  const bench = await Bench.open();
  await bench.ok('user add alice');
  const file = join(folder, 'wrong.json');
  writeFileSync(file, text);
  const { code, err } = await bench.sig(`hub restore ${file}`);
  expect(code).toBe(exit);
  expect(err).not.toBe('');
  expect(await users(bench)).toEqual(['alice']);
});

test('a snapshot that cannot be written says why', async () => {
  const bench = await Bench.open();
  const { code, err } = await bench.sig(`hub snapshot ${folder}/no/such/place.json`);
  expect(code).toBe(2);
  expect(err).toContain("place.json can't be written");
});

test('status says where it is and what it holds', async () => {
  const bench = await Bench.open();
  await bench.ok('invite alice bob');
  await bench.ok('user add carol');
  await bench.clock.advance(3000);
  expect(await bench.ok('hub status')).toMatchInlineSnapshot(`
    "hub          no port, pid 1, up 3 s, siglab 0.0.0
    store        in memory: gone when it stops
    users        3, 2 online
    groups       0
    invitations  1 pending
    UserSig      any is taken
    accounts     made at first log-in"
  `);
  expect(await bench.json('hub status')).toMatchObject({ users: 3, online: 2, live: 1, store: 'memory' });
});

test('with --strict-accounts only imported users can log in', async () => {
  const bench = await Bench.open({ settings: { strictAccounts: true } });
  const { code, err } = await bench.sig('user login alice');
  expect(code).toBe(1);
  expect(err).toContain('70107');
  await bench.ok('user add alice');
  await bench.ok('user login alice');
  expect(await bench.ok('hub status')).toContain('imported ones only');
});

test('a seed that is wrong says where', async () => {
  const bench = await Bench.open();
  const file = join(folder, 'seed.yaml');
  writeFileSync(file, 'users: [alice]\ngroups: [{ id: team, type: Club, owner: alice }]\n');
  const { code, err } = await bench.sig(`hub start --foreground --memory --port 0 --seed ${file}`, {
    env: { SIG_HOME: join(folder, 'home') },
  });
  expect(code).toBe(1);
  expect(err).toContain('seed.yaml:2');
  expect(readFileSync(file, 'utf8')).toContain('Club');
});

test.each([
  ['--port 70000', 'a port is a number up to 65535'],
  ['--key secret', 'a key needs --sdkappid too'],
  ['--login-policy some', 'single, dual, triple, platform, multi'],
])('hub start %s is refused', async (options, message) => {
  const bench = await Bench.open();
  const { code, err } = await bench.sig(`hub start --foreground ${options}`, {
    env: { SIG_HOME: join(folder, 'home') },
  });
  expect(code).toBe(2);
  expect(err).toContain(message);
});

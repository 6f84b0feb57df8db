import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { paths } from '../../src/cli/hub/paths.js';
import { writeState } from '../../src/cli/hub/state.js';
import { Bin } from './bin.js';

function newBin(): Bin {
  const bin = new Bin();
  onTestFinished(() => bin.end());
  return bin;
}

const FOREGROUND = ['hub', 'start', '--foreground', '--memory', '--port', '0'];

describe('sig hub start --foreground', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'says when it is ready, and ends cleanly on %s',
    async (signal) => {
      const bin = newBin();
      const hub = bin.start(FOREGROUND);
      await hub.saw('any UserSig is taken');
      expect((await bin.line('invite alice bob')).err).toBe('');
      hub.child.kill(signal);
      const { code, out, err } = await hub.ended;
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^hub ready at http:\/\/127\.0\.0\.1:\d+\n/);
      expect(out).toMatch(new RegExp(`alice/phone logged in[\\s\\S]*hub stopped \\(${signal}\\)\n$`));
      expect(existsSync(paths(bin.env).state)).toBe(false);
      expect(existsSync(paths(bin.env).database)).toBe(false);
    },
  );

  test('with --json its first line is where it is, for whoever starts it', async () => {
    const bin = newBin();
    const hub = bin.start([...FOREGROUND, '--json']);
    await hub.saw('\n');
    hub.child.kill('SIGTERM');
    const { out } = await hub.ended;
    const { ready } = JSON.parse(out.split('\n')[0]!);
    expect(ready).toEqual({ host: '127.0.0.1', port: expect.any(Number), pid: hub.child.pid });
  });

  test('a port that is taken is said, with what to do', async () => {
    const bin = newBin();
    const first = bin.start(FOREGROUND);
    await first.saw('ready');
    const { port } = bin.state();
    const other = newBin();
    const { code, err } = await other.line(`hub start --foreground --memory --port ${port}`);
    expect(code).toBe(1);
    expect(err).toContain(`port ${port} is taken by`);
    // Linux, macOS and Windows tell by whom.
    expect(err).toContain(`${first.child.pid}`);
    expect(err).toContain('--port');
  });

  test('a second one of the same home is refused', async () => {
    const bin = newBin();
    const first = bin.start(FOREGROUND);
    await first.saw('ready');
    const { code, err } = await bin.run(FOREGROUND);
    expect(code).toBe(1);
    expect(err).toContain(`runs already (pid ${first.child.pid}, port ${bin.state().port})`);
  });
});

describe('the hub in the background', () => {
  test('two commands that start one at the same moment get the same', async () => {
    const bin = newBin();
    const [first, second, third] = await Promise.all(
      ['invite alice bob', 'user add carol', 'user add dave'].map((line) => bin.line(line)),
    );
    expect([first!.code, second!.code, third!.code]).toEqual([0, 0, 0]);
    const started = [first, second, third].filter((each) => each!.err.includes('started a hub'));
    expect(started).toHaveLength(1);
    const users = await bin.line('user list');
    for (const user of ['alice', 'bob', 'carol', 'dave']) expect(users.out).toContain(user);
  });

  test('is found by a state file that only its user can read; without its token nothing is told', async () => {
    const bin = newBin();
    await bin.line('user add alice');
    expect(statSync(paths(bin.env).state).mode & 0o777).toBe(0o600);
    expect(statSync(bin.home).mode & 0o077).toBe(0);
    const { host, port, token } = bin.state();
    const call = (authorization?: string) =>
      fetch(`http://${host}:${port}/control/v1/call`, {
        method: 'POST',
        headers: authorization === undefined ? {} : { authorization },
        body: '{"method":"names"}',
      });
    expect((await call()).status).toBe(401);
    expect((await call('Bearer wrong')).status).toBe(401);
    expect((await call(`Bearer ${token}`)).status).toBe(200);
    expect((await fetch(`http://${host}:${port}/control/v1/events`)).status).toBe(401);
  });

  test('is reached from elsewhere by --hub and SIG_HUB, with its token', async () => {
    const bin = newBin();
    await bin.line('user add alice');
    const { port, token } = bin.state();
    const other = newBin();
    const url = `http://${token}@127.0.0.1:${port}`;
    expect((await other.line(`user list --hub ${url}`)).out).toContain('alice');
    expect((await other.line('user list', { SIG_HUB: url })).out).toContain('alice');
    expect((await other.line('user list', { SIG_HUB: `127.0.0.1:${port}`, SIG_TOKEN: token })).out).toContain(
      'alice',
    );
    const refused = await other.line(`user list --hub http://127.0.0.1:${port}`);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('does not know this token');
    expect((await other.line('user list --hub nonsense')).code).toBe(2);
    // None of these started a hub of its own.
    expect(existsSync(paths(other.env).state)).toBe(false);
  });

  test('a state file that a killed hub left behind is no hindrance: another starts, as it was started, where it was', async () => {
    const bin = newBin();
    await bin.line('hub start --strict-accounts');
    const { pid, port } = bin.state();
    process.kill(pid, 'SIGKILL');
    const { code, err } = await bin.line('user add alice');
    expect(code).toBe(0);
    expect(err).toContain('started a hub in the background');
    expect(bin.state().port).toBe(port);
    expect((await bin.line('hub status')).out).toContain('imported ones only');
  });

  test('a state file that leads to some other program leads to no harm', async () => {
    const bin = newBin();
    const other = newBin();
    await other.line('user add mallory');
    writeState(paths(bin.env), { ...other.state(), token: 'another', args: [] });
    const { code, err } = await bin.line('user add alice');
    expect(code).toBe(0);
    expect(err).toContain('started a hub in the background');
    expect(bin.state().port).not.toBe(other.state().port);
  });

  test('a hub of another version works on, and that it is one is said', async () => {
    const bin = newBin();
    await bin.line('user add alice');
    writeState(paths(bin.env), { ...bin.state(), version: '0.0.1' });
    const { code, out, err } = await bin.line('user list');
    expect(code).toBe(0);
    expect(out).toContain('alice');
    expect(err).toContain('the hub is of siglab 0.0.1, this is ');
    expect((await bin.line('user list --json')).err).toBe('');
  });

  test('keeps what it holds over hub stop, and with --memory nothing', async () => {
    const bin = newBin();
    await bin.line('invite alice bob --data kept --timeout 600');
    expect((await bin.line('hub stop')).err).toBe('hub stopped\n');
    expect((await bin.line('hub stop')).err).toBe('no hub runs\n');
    const status = await bin.line('hub status');
    expect([status.code, status.out]).toEqual([1, 'no hub runs\n']);
    expect((await bin.line('accept bob')).code).toBe(0);
    await bin.line('hub stop');
    expect((await bin.line('hub start --memory')).err).toContain('started a hub');
    expect((await bin.line('list')).err).toContain('no invitations');
  });

  test('hub start says when one runs already, and refuses other options for it', async () => {
    const bin = newBin();
    await bin.line('hub start');
    expect((await bin.line('hub start')).err).toContain('a hub runs already at');
    const other = await bin.line('hub start --memory');
    expect(other.code).toBe(1);
    expect(other.err).toContain('sig hub stop ends it');
  });

  test('begins with a --seed that is named from where the command stands', async () => {
    const bin = newBin();
    const folder = mkdtempSync(join(tmpdir(), 'sig-seed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(
      join(folder, 'team.yaml'),
      'users: [alice, bob]\ngroups: [{ id: team, owner: alice, members: [bob] }]\n',
    );
    expect((await bin.line(`hub start --seed ${join(folder, 'team.yaml')}`)).code).toBe(0);
    expect((await bin.line('group list')).out).toMatch(/team +Work +alice +alice, bob/);
    await bin.line('group delete team');
    await bin.line('hub reset');
    expect((await bin.line('group list')).out).toContain('team');
  });

  test('a seed that is wrong is said by the command that wanted it', async () => {
    const bin = newBin();
    const file = join(bin.home, 'seed.yaml');
    writeFileSync(file, 'users: 7\n');
    const { code, err } = await bin.line(`hub start --seed ${file}`);
    expect(code).toBe(1);
    expect(err).toContain('seed.yaml:1');
  });

  test('hub logs tells what it has said, and --follow goes on', async () => {
    const bin = newBin();
    expect((await bin.line('hub logs')).err).toContain('there is no log yet');
    await bin.line('user login alice');
    expect((await bin.line('hub logs')).out).toMatch(/hub ready at[\s\S]*alice\/phone logged in \(Android\)/);
    expect((await bin.line('hub logs -n 1')).out.trim().split('\n')).toHaveLength(1);
    const following = bin.start(['hub', 'logs', '--follow']);
    await following.saw('alice/phone logged in');
    await bin.line('user logout alice');
    await following.saw('alice/phone is gone');
    following.child.kill('SIGINT');
    expect((await following.ended).code).toBe(0);
  });

  test('sig watch shows what others do, until Ctrl-C', async () => {
    const bin = newBin();
    await bin.line('user login alice bob');
    const watching = bin.start(['watch', '--user', 'bob', '--last', '5']);
    await watching.saw('logs in');
    await bin.line('invite alice bob');
    await watching.saw('onReceiveNewInvitation');
    watching.child.kill('SIGINT');
    const { code, out } = await watching.ended;
    expect(code).toBe(0);
    expect(out).not.toContain('invite succeeded');
  });
});

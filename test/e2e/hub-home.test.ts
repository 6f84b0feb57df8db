import { rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { paths } from '../../src/cli/hub/paths.js';
import { Bin } from './bin.js';

function newBin(): Bin {
  const bin = new Bin();
  onTestFinished(() => bin.end());
  return bin;
}

const KEYED = 'hub start --sdkappid 1400000001';

describe('the options of a hub outlive it', { timeout: 120_000 }, () => {
  test('one whose key came from SIG_KEY is not started again without it', async () => {
    const bin = newBin();
    expect((await bin.line(KEYED, { SIG_KEY: 'secret' })).code).toBe(0);
    const { pid, port } = bin.state();
    process.kill(pid, 'SIGKILL');
    for (const line of ['list', 'hub start', 'hub start --foreground']) {
      const { code, err } = await bin.line(line);
      expect(code, line).toBe(1);
      expect(err).toContain('SIG_KEY, which is not set here');
    }
    expect((await bin.line('list', { SIG_KEY: 'secret' })).code).toBe(0);
    expect((await bin.line('hub status')).out).toContain('verified');
    expect(bin.state().port).toBe(port);
  });

  test('one that ended keeps its key, its seed, its webhook and its port; its user may say otherwise', async () => {
    const bin = newBin();
    expect((await bin.line(`${KEYED} --key secret --strict-accounts`)).code).toBe(0);
    const { port } = bin.state();
    await bin.line('hub stop');
    expect(statSync(paths(bin.env).options).mode & 0o777).toBe(0o600);
    expect((await bin.line('list')).err).toContain('started a hub in the background');
    const status = await bin.line('hub status');
    expect(status.out).toMatch(/UserSig +verified/);
    expect(status.out).toContain('imported ones only');
    expect(bin.state().port).toBe(port);

    await bin.line('hub stop');
    const open = await bin.line('hub start --strict-accounts');
    expect(open.err).toContain('without --key any UserSig is taken now');
    expect((await bin.line('hub status')).out).toContain('any is taken');
  });
});

describe('what is wrong with a home is said at once', { timeout: 120_000 }, () => {
  test.each([
    ['deleted', (file: string) => rmSync(file)],
    ['broken', (file: string) => writeFileSync(file, '{"v":1,')],
    ['of a wrong shape', (file: string) => writeFileSync(file, '{"v":1,"pid":1,"host":7,"port":99999999}')],
  ])('the state file of a running hub is %s', async (_how, spoil) => {
    const bin = newBin();
    await bin.line('user add alice');
    const { pid } = bin.state();
    spoil(paths(bin.env).state);
    for (const line of ['list', 'hub status']) {
      const { code, err } = await bin.line(line);
      expect(code, line).toBe(1);
      expect(err).toContain(`a hub runs (pid ${pid})`);
      expect(err).toContain('sig hub stop ends it');
    }
    expect((await bin.line('hub stop')).err).toBe('hub stopped\n');
    expect((await bin.line('user list')).out).toContain('alice');
  });

  test('the lock is garbage', async () => {
    const bin = newBin();
    writeFileSync(paths(bin.env).lock, 'garbage'.repeat(1000));
    for (const line of ['list', 'hub start', 'hub stop']) {
      const { code, err } = await bin.line(line);
      expect(code, line).toBe(1);
      expect(err).toContain(`${paths(bin.env).lock} is no lock of sig`);
    }
  });

  test('the home is no folder', async () => {
    const bin = newBin();
    rmSync(bin.home, { recursive: true });
    writeFileSync(bin.home, '');
    const { code, err } = await bin.line('list');
    expect(code).toBe(1);
    expect(err).toContain(`sig can't keep its files in ${bin.home}`);
  });
});

import { describe, expect, test } from 'vitest';
import { CHECKS, type CheckResult, type DoctorContext } from '../../../src/cli/doctor/checks.js';
import type { Machine } from '../../../src/cli/doctor/machine.js';
import type { HubStatus } from '../../../src/gateway/control/protocol.js';

const machine: Machine = {
  ...{ platform: 'linux', nodeVersion: '24.1.0', env: {} },
  exists: () => false,
  find: (program) => `/usr/bin/${program}`,
  run: async () => ({ code: 0, text: 'javac 21.0.2\n' }),
  cannotWrite: () => undefined,
  isFree: async () => true,
};
const running = { address: { host: '127.0.0.1', port: 7447 }, pid: 12, version: '0.1.0' } as HubStatus;

function check(
  name: string,
  own: Partial<Machine> = {},
  around: Partial<DoctorContext> = {},
): Promise<CheckResult> {
  const surroundings: DoctorContext = {
    ...{ machine: { ...machine, ...own }, home: '/home/me/sig', version: '0.1.0', defaultPort: 7447 },
    hub: async () => undefined,
    ...around,
  };
  return CHECKS.find((each) => each.name === name)!.run(surroundings);
}

test('on a machine that has it all, everything is well', async () => {
  for (const { name } of CHECKS) expect(await check(name)).toMatchObject({ status: 'ok' });
});

test('what is not well has a remedy', async () => {
  const bare: Partial<Machine> = {
    ...{ nodeVersion: '20.1.0', find: () => undefined, isFree: async () => false },
    cannotWrite: () => 'EACCES: permission denied',
  };
  const broken = { hub: () => Promise.reject(new Error('the line broke')) };
  for (const { name } of CHECKS) {
    const { status, remedy } = await check(name, bare, broken);
    expect(status).not.toBe('ok');
    expect(remedy).toMatch(/\w/);
  }
});

test.each([
  ['22.12.0', 'broken'],
  ['22.13.0', 'ok'],
  ['23.0.0', 'ok'],
  ['18.20.1', 'broken'],
])('Node %s is %s', async (nodeVersion, status) => {
  expect((await check('Node', { nodeVersion })).status).toBe(status);
});

test('a state folder that cannot be written to is said with the reason', async () => {
  const result = await check('state folder', { cannotWrite: () => 'EROFS: read-only file system' });
  expect(result).toMatchObject({ status: 'broken', text: '/home/me/sig: EROFS: read-only file system' });
});

describe('a hub', () => {
  test('that runs is said with where', async () => {
    expect(await check('hub', {}, { hub: async () => running })).toEqual({
      status: 'ok',
      text: '127.0.0.1:7447, pid 12, siglab 0.1.0',
    });
  });

  test('of another version', async () => {
    const result = await check('hub', {}, { hub: async () => ({ ...running, version: '0.0.9' }) });
    expect(result).toMatchObject({
      status: 'missing',
      text: expect.stringContaining('siglab 0.0.9, but this is 0.1.0'),
    });
  });

  test('that has the port', async () => {
    const taken = { isFree: async () => false };
    expect(await check('port', taken, { hub: async () => running })).toMatchObject({ status: 'ok' });
    expect(await check('port', taken)).toMatchObject({ status: 'missing' });
  });
});

describe('a browser', () => {
  const none = { find: () => undefined };

  test('named by SIG_CHROMIUM', async () => {
    const env = { SIG_CHROMIUM: '/opt/chrome' };
    expect(await check('browser', { ...none, env, exists: (path) => path === '/opt/chrome' })).toEqual({
      status: 'ok',
      text: '/opt/chrome',
    });
    const gone = await check('browser', { ...none, env });
    expect(gone.text).toBe('SIG_CHROMIUM names /opt/chrome, which is not there');
  });

  test('in its place on macOS', async () => {
    const result = await check('browser', { ...none, platform: 'darwin', exists: () => true });
    expect(result.text).toContain('/Applications/Google Chrome.app');
  });
});

test('a Java runtime without a compiler is no JDK', async () => {
  const result = await check('JDK', {
    find: (program) => (program === 'java' ? '/usr/bin/java' : undefined),
  });
  expect(result).toMatchObject({ status: 'missing', text: 'a Java runtime, but no compiler' });
});

test('namespaces that are refused, and that other systems have not', async () => {
  const refused = {
    run: async () => ({ code: 1, text: 'unshare: unshare failed: Operation not permitted\n' }),
  };
  expect((await check('namespaces', refused)).text).toContain('Operation not permitted');
  expect((await check('namespaces', { platform: 'win32' })).text).toBe('win32 has none');
});

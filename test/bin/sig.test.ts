import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));
const manifest = new URL('../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };

/** Makes the launcher believe that it runs on a Node of 2023. */
const OLD_NODE = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.11.1"}})',
];

const folder = mkdtempSync(join(tmpdir(), 'sig-bin-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A launcher with nothing beside it but what the test puts there. */
const lonely = join(folder, 'bin', 'sig.js');
mkdirSync(join(folder, 'bin'));
copyFileSync(launcher, lonely);
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('starts sig and passes its exit code on', () => {
  expect(run(launcher, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(run(launcher, 'no-such-command').status).toBe(2);
});

test('on an old Node it goes on with the one that the package `node` brought', () => {
  expect(run(...OLD_NODE, launcher, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(run(...OLD_NODE, launcher, 'no-such-command').status).toBe(2);
});

test.each(['SIGINT', 'SIGTERM'] as const)('and passes %s on to it, which ends cleanly', async (signal) => {
  const args = [...OLD_NODE, launcher, 'hub', 'start', '--foreground', '--memory', '--port', '0'];
  const child = spawn(process.execPath, args, { env: { ...process.env, SIG_HOME: join(folder, signal) } });
  let out = '';
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
    child.stdout.on('data', (chunk) => {
      const ready = (text: string) => text.includes('UserSig');
      if (!ready(out) && ready(out + chunk)) child.kill(signal);
      out += chunk;
    });
  });
  expect(code).toBe(0);
  expect(out).toContain(`hub stopped (${signal})`);
});

test('on an old Node with no other it says what to install', () => {
  const nothing = run(...OLD_NODE, lonely, '--version');
  expect(nothing).toMatchObject({ status: 1, stdout: '' });
  expect(nothing.stderr).toMatch(/needs Node 22\.13 or newer; this is 20\.11\.1\.\n.*npm install node@24/);
});

test('a package `node` that is too old itself is no help', () => {
  mkdirSync(join(folder, 'node_modules', 'node'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', 'node', 'package.json'), '{"version":"18.0.0"}');
  expect(run(...OLD_NODE, lonely, '--version')).toMatchObject({ status: 1, stdout: '' });
});

test('before a build it says so', () => {
  expect(run(lonely, '--version')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'sig: not built yet: npm run build\n',
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/registry.js';
import { executeLine } from '../../../src/cli/execute-line.js';
import { fakeCli } from '../fake-cli.js';

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'sig-doctor-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return home;
}

async function doctor(home: string, ...options: string[]) {
  const cli = fakeCli({ env: { SIG_HOME: home, PATH: process.env.PATH } });
  await executeLine(cli, COMMANDS, ['doctor', ...options]);
  return { code: cli.exitCode, out: cli.lines, err: cli.notes };
}

test('this machine runs sig, or this test would not run', async () => {
  const { code, out, err } = await doctor(newHome());
  expect(code).toBe(0);
  expect(out[0]).toBe(`✓ Node          ${process.versions.node}`);
  expect(out.join('\n')).toContain('none runs; the first command that needs one starts it');
  expect(err).toEqual(['sig works here']);
});

test('a home that is no folder: exit code 1 and the remedy', async () => {
  const file = join(newHome(), 'file');
  writeFileSync(file, '');
  const { code, out } = await doctor(join(file, 'sig'));
  expect(code).toBe(1);
  expect(out.join('\n')).toContain('✗ state folder');
  expect(out.join('\n')).toContain('SIG_HOME');
});

test('--json: a line for each check', async () => {
  const { out, err } = await doctor(newHome(), '--json');
  const checks = out.map((line) => JSON.parse(line));
  expect(checks[0]).toEqual({
    ...{ check: 'Node', about: 'runs sig', status: 'ok', text: process.versions.node },
  });
  expect(checks.map(({ check }) => check)).toContain('browser');
  expect(err).toEqual([]);
});

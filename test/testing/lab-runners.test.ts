import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const testing = pathToFileURL(join(import.meta.dirname, '../../dist/testing/index.js')).href;

test('node:test takes a lab as vitest does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sig-lab-'));
  const file = join(folder, 'call.test.mjs');
  writeFileSync(
    file,
    `import { test } from 'node:test';
import { lab } from '${testing}';

test('bob accepts', async () => {
  const bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob');
  await bob.accepts(call);
  await alice.seesAccept(call, 'bob');
  await bench.close();
});

test('bob is silent', async () => {
  const bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob');
  await alice.seesAccept(call, 'bob');
});
`,
  );
  try {
    const env = { ...process.env };
    // Node's runner keeps quiet within another one.
    delete env.NODE_TEST_CONTEXT;
    const run = promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap', file], { env });
    const { stdout } = await run.catch((thrown: { stdout: string }) => thrown);
    expect(stdout).toMatch(/ok 1 - bob accepts/);
    expect(stdout).toMatch(/not ok 2 - bob is silent/);
    expect(stdout).toContain('expected: alice sees bob accept invitation1');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

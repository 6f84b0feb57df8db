import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Runs a file of tests of its own with node:test, on the built package, as an app's tests would. */
function nodeTest(file: string, env: Record<string, string> = {}) {
  const path = fileURLToPath(new URL(`../fixtures/testing/${file}`, import.meta.url));
  // node:test does not run where it believes that it runs already.
  const { NODE_TEST_CONTEXT: _, ...own } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', path], {
    encoding: 'utf8',
    env: { ...own, ...env },
  });
  return { status, stdout };
}

test('works in node:test', () => {
  const { status, stdout } = nodeTest('with-node-test.mjs');
  expect(stdout).toMatch(/^# pass 1$/m);
  expect(status).toBe(0);
});

test('a failure shows there what was expected and seen, and the last events as a diagram', () => {
  const { status, stdout } = nodeTest('with-node-test.mjs', { SIG_TEST_FAIL: '1' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/expected: alice sees bob accept invitation1 within 5s/);
  expect(stdout).toMatch(/seen: +alice heard onInviteeRejected/);
  expect(stdout).toMatch(/│.*reject invitation1.*│/);
});

test('works where modules are required, as jest does', () => {
  const { status, stdout } = nodeTest('with-require.cjs');
  expect(stdout).toMatch(/^# pass 1$/m);
  expect(status).toBe(0);
});

test('belongs to no test runner: nothing in the package imports one', () => {
  const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
  const modules = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.js'),
  );
  expect(modules.length).toBeGreaterThan(100);
  for (const each of modules)
    expect(readFileSync(`${dist}/${each}`, 'utf8'), each).not.toMatch(
      /from ['"](vitest|jest|@jest\/|node:test)/,
    );
});

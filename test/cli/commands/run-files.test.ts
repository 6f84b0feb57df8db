import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/registry.js';
import { executeLine } from '../../../src/cli/execute-line.js';
import { fakeCli } from '../fake-cli.js';

const home = mkdtempSync(join(tmpdir(), 'sig-run-files-'));
afterAll(() => rmSync(home, { recursive: true }));
const file = (name: string) => join(home, name);
const write = (name: string, text: string) => {
  mkdirSync(join(file(name), '..'), { recursive: true });
  writeFileSync(file(name), text);
  return file(name);
};

async function here(argv: string[], env: NodeJS.ProcessEnv = {}) {
  const cli = fakeCli({ env: { SIG_HOME: file('home'), ...env } });
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

const scenario = (name: string, ...steps: string[]) =>
  `scenario: ${name}\nusers: [alice, bob]\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
const PASSES = scenario('passes', 'alice invites bob', 'bob accepts call');
const FAILS = scenario('fails', 'alice invites bob', 'bob receives call: { data: x }');

const calls = write('calls.sig.yaml', `${PASSES}---\n${FAILS}`);

test('one wrong file does not keep the others from running; it says how many were not run, and exits with 2', async () => {
  write('mixed/a.sig.yaml', PASSES);
  write('mixed/b.sig.yaml', `${PASSES}---\n${scenario('wrong', 'alice invtes bob')}---\n${PASSES}`);
  write('mixed/c.sig.yaml', FAILS);
  write('mixed/d.sig.yaml', 'scenario: [');
  const { code, out, err } = await here(['run', file('mixed'), '--json']);
  const lines = out.split('\n').map((line) => JSON.parse(line));
  expect(lines.filter(({ scenario }) => scenario).map(({ scenario }) => scenario)).toEqual([
    'passes',
    'fails',
  ]);
  expect(lines.filter(({ error }) => error)).toHaveLength(2);
  expect(err).toContain('2 files are wrong: 4 scenarios in them were not run');
  expect(code).toBe(2);
});

test(' # in the name of a scenario is a comment to YAML, and is warned of', async () => {
  const hash = write('hash.sig.yaml', PASSES.replace('passes', 'bug #12 is mended'));
  const commented = await here(['run', write('comment.sig.yaml', PASSES.replace('passes', 'bug # 12'))]);
  expect(commented).toMatchObject({ code: 0, out: expect.stringContaining('bug ') });
  expect(commented.err).toContain('comment.sig.yaml:1:15: a blank and # begin a comment in YAML');
  expect((await here(['run', hash])).err).toContain('hash.sig.yaml:1:15: a blank and #');
  for (const name of ['"bug #12"', "'bug #12'", 'bug#12']) {
    const { err } = await here(['run', write('fine.sig.yaml', PASSES.replace('passes', name))]);
    expect(err).toBe('');
  }
});

test('reporters make their folders', async () => {
  const report = file('out/deep/junit.xml');
  expect((await here(['run', calls, '--reporter', `junit=${report}`])).code).toBe(1);
  expect(readFileSync(report, 'utf8')).toContain('<testsuites');
});

test('a file that cannot be written or read: own words, exit code 2, and nothing is run', async () => {
  const folder = await here(['run', calls, '--reporter', `junit=${home}`]);
  expect(folder).toMatchObject({ code: 2, out: '', err: `✗ cannot write ${home}: it is a folder` });
  const through = await here(['run', calls, '--reporter', `junit=${join(calls, 'x/junit.xml')}`]);
  expect(through).toMatchObject({ code: 2, out: '' });
  expect(through.err).toContain('a part of its path is a file, not a folder');
  mkdirSync(file('folder.sig.yaml'));
  expect(await here(['run', file('none.sig.yaml')])).toMatchObject({ code: 2 });
  expect(await here(['diagram', file('folder.sig.yaml')])).toMatchObject({
    code: 2,
    err: `✗ cannot read ${file('folder.sig.yaml')}: it is a folder`,
  });
});

test('init makes the folder, as its help says', async () => {
  const first = file('new/calls/busy.sig.yaml');
  expect((await here(['init', first])).code).toBe(0);
  expect(existsSync(first)).toBe(true);
  expect((await here(['run', first])).code).toBe(0);
});

test('GitHub: files are told from the workspace on, and the step gets a summary', async () => {
  const summary = file('summary.md');
  const env = { GITHUB_WORKSPACE: home, GITHUB_STEP_SUMMARY: summary };
  const { code, out } = await here(
    ['run', write('sub/a.sig.yaml', `${PASSES}---\n${FAILS}`), '--reporter', 'github'],
    env,
  );
  expect(code).toBe(1);
  expect(out).toContain('::error file=sub/a.sig.yaml,line=11,title=fails::');
  const text = readFileSync(summary, 'utf8');
  expect(text).toContain('### ❌ sig: 1 passed, 1 failed in');
  expect(text).toContain('| fails | sub/a.sig.yaml:11 | bob receives call: &#123; data: x &#125; |');
});

test('JUnit: suites have their time and timestamp', async () => {
  const cli = fakeCli({ env: { SIG_HOME: file('home') } });
  await executeLine(cli, COMMANDS, ['run', calls, '--reporter', 'junit']);
  const out = cli.lines.join('\n');
  expect(out).toMatch(/<testsuites [^>]*time="[\d.]+" timestamp="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ">/);
  expect(out).toMatch(/<testsuite [^>]*time="[\d.]+" timestamp="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ">/);
});

test('--shard: each scenario is in one part of the whole', async () => {
  const many = write(
    'many.sig.yaml',
    Array.from({ length: 7 }, (_, n) => PASSES.replace('passes', `n${n}`)).join('---\n'),
  );
  const names: string[] = [];
  for (const part of ['1/3', '2/3', '3/3']) {
    const { out, code } = await here(['run', many, '--shard', part, '--json']);
    expect(code).toBe(0);
    names.push(...out.split('\n').map((line) => JSON.parse(line).scenario));
  }
  expect(names.sort()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6']);
  expect((await here(['run', many, '--shard', '4/3'])).code).toBe(2);
  expect((await here(['run', many, '--shard', '0/3'])).code).toBe(2);
});

test('--last-failed runs what failed before, and all where nothing did', async () => {
  const env = { SIG_HOME: file('own-home') };
  const ran = async (...more: string[]) => {
    const { out } = await here(['run', changing, '--json', ...more], env);
    return out.split('\n').map((line) => JSON.parse(line).scenario);
  };
  const changing = write('changing.sig.yaml', `${PASSES}---\n${FAILS}`);
  expect(await ran('--last-failed')).toEqual(['passes', 'fails']);
  expect(await ran('--last-failed')).toEqual(['fails']);
  expect(await ran('--grep', 'passes')).toEqual(['passes']);
  expect(await ran('--last-failed')).toEqual(['fails']);
  write('changing.sig.yaml', `${PASSES}---\n${FAILS.replace('{ data: x }', '')}`);
  expect(await ran('--last-failed')).toEqual(['fails']);
  expect(await ran('--last-failed')).toEqual(['passes', 'fails']);
});

test('--retries runs what fails again, each time with the next seed, and says so', async () => {
  const lossy = write(
    'lossy.sig.yaml',
    scenario(
      'lossy',
      'the network has: { loss: 30% }',
      'alice messages bob without waiting: hi',
      'bob gets a message from alice: hi',
    ),
  );
  const statusOf = async (seed: number, ...more: string[]) =>
    JSON.parse((await here(['run', lossy, '--seed', String(seed), '--json', ...more])).out);
  let seed = 1;
  const failsThenPasses = async () =>
    (await statusOf(seed)).status === 'failed' && (await statusOf(seed + 1)).status === 'passed';
  while (!(await failsThenPasses())) seed++;
  expect(await statusOf(seed, '--retries', '1')).toMatchObject({
    status: 'passed',
    retries: 1,
    seed: seed + 1,
  });
  const again = expect.stringContaining(`at try 2, with seed ${seed + 1}`);
  const argv = ['run', lossy, calls, '--seed', String(seed), '--retries', '2'];
  expect(await here(argv)).toMatchObject({ code: 1, out: again });
  const bin = fileURLToPath(new URL('../../../bin/sig.js', import.meta.url));
  const env = { ...process.env, SIG_HOME: file('home') };
  const threads = spawnSync(process.execPath, [bin, ...argv, '--jobs', '2'], { encoding: 'utf8', env });
  expect(threads).toMatchObject({ status: 1, stdout: again });
});

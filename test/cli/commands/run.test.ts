import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/registry.js';
import { executeLine } from '../../../src/cli/execute-line.js';
import { fakeCli } from '../fake-cli.js';
import { Sig } from '../sig.js';

const sig = new Sig();
afterAll(() => sig.leave());

const file = (name: string) => join(sig.home, name);
const write = (name: string, text: string) => {
  writeFileSync(file(name), text);
  return file(name);
};
const json = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const PASSES = `scenario: bob accepts
tags: [fast]
users: [alice, bob]
steps:
  - alice invites bob: { data: hi }
  - bob accepts call
  - alice sees bob accept call
`;
const FAILS = `scenario: bob is silent
users: [alice, bob]
steps:
  - alice invites bob: { timeout: 5 }
  - alice sees bob accept call: { within: 2s }
`;
const WRONG = `scenario: x
users: [alice, bob]
steps:
  - alice invite bob
`;

const calls = write('calls.sig.yaml', `${PASSES}---\n${FAILS}---\n${PASSES.replace('accepts', 'says yes')}`);

/** The same in this process, for what needs no process of its own. */
async function here(...argv: string[]) {
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

test('exit 0 when all pass; --grep takes names and tags; a day passes at once', async () => {
  const good = write(
    'good.sig.yaml',
    `${PASSES}---\nscenario: a day\nusers: [a, b]\nsteps:\n  - a invites b: { timeout: 24h }\n  - b sees call time out: { within: 25h }\n`,
  );
  expect(await sig.run(['run', good])).toMatchObject({ code: 0, out: expect.stringContaining('2 passed') });
  const some = await here('run', calls, good, '--grep', 'fast|a day', '--json');
  expect(some.code).toBe(0);
  expect(json(some.out).map(({ scenario }) => scenario)).toEqual([
    'bob accepts',
    'bob says yes',
    'bob accepts',
    'a day',
  ]);
  expect(await here('run', good, '--grep', 'nothing')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no scenario matches'),
  });
});

test('files, folders and globs stand for scenario files, each run once', async () => {
  mkdirSync(file('tree/deep/er'), { recursive: true });
  mkdirSync(file('tree/node_modules'));
  for (const name of ['tree/a', 'tree/deep/b', 'tree/deep/er/c', 'tree/node_modules/d'])
    write(`${name}.sig.yaml`, PASSES.replace('bob accepts', name));
  write('tree/other.yaml', 'this: is no scenario');
  const ran = async (...patterns: string[]) => {
    const { code, out } = await here('run', ...patterns.map((pattern) => file(pattern)), '--json');
    expect(code).toBe(0);
    return json(out).map(({ scenario }) => scenario.replace(/.*\//, ''));
  };
  expect(await ran('tree')).toEqual(['a', 'b', 'c']);
  expect(await ran('tree/deep/b.sig.yaml', 'tree')).toEqual(['b', 'a', 'c']);
  expect(await ran('tree/**/*.sig.yaml')).toEqual(['a', 'b', 'c']);
  expect(await ran('tree/*/*.sig.yaml')).toEqual(['b']);
  expect(await ran('tree/{deep,none}/[ab].sig.yaml')).toEqual(['b']);
  expect(await ran('tree/?.sig.yaml')).toEqual(['a']);
  expect(await ran('tree/{a*,deep/{b,er/c}}.sig.yaml')).toEqual(['a', 'b', 'c']);
  expect(await ran('tree/{none-*,a}.sig.yaml')).toEqual(['a']);
  const none = await here('run', file('tree/x*.sig.yaml'));
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('no scenario in') });
});

test('exit 1 when one fails, with the line, both sides, and the last events', async () => {
  const { code, out } = await sig.run(['run', calls]);
  expect(code).toBe(1);
  expect(out).toContain('calls.sig.yaml:13  alice sees bob accept call: { within: 2s }');
  expect(out).toMatch(/expected +│ seen/);
  expect(out).toMatch(/alice sees bob accept.*│ alice heard nothing more/);
  expect(out).toMatch(/│.*invite/);
  expect(out).toContain('2 passed, 1 failed');
});

test('exit 2 when a file is wrong, with line, column, the place underlined and what was meant', async () => {
  const wrong = write('wrong.sig.yaml', WRONG);
  const told = await sig.run(['run', wrong]);
  expect(told).toMatchObject({ code: 2, out: '' });
  expect(told.err).toContain('wrong.sig.yaml:4:11: "alice invite bob" is no step');
  expect(told.err).toContain('    |           ^^^^^^');
  expect(told.err).toContain('did you mean "alice invites bob"?');
  const { code, out } = await here('run', wrong, '--json');
  expect(code).toBe(2);
  expect(json(out)).toMatchObject([{ error: { line: 4, col: 11, file: wrong } }]);
  for (const command of ['explore', 'diagram'])
    expect(await here(command, wrong)).toMatchObject({
      code: 2,
      err: expect.stringContaining(':4:11:'),
    });
  expect((await here('run', file('none.sig.yaml'))).code).toBe(2);
  expect((await here('run', calls, '--reporter', 'jnit')).err).toContain('did you mean junit?');
});

test('--bail stops at the first failure; --jobs runs on threads, and tells in order all the same', async () => {
  const bailed = await here('run', calls, '--bail', '--json');
  expect(bailed.code).toBe(1);
  expect(json(bailed.out).map(({ status }) => status)).toEqual(['passed', 'failed']);
  const threads = await sig.run(['run', calls, '--jobs', '3', '--json']);
  expect(threads).toEqual({ ...(await sig.run(['run', calls, '--json'])) });
  expect(threads.code).toBe(1);
  const both = await sig.run(['run', calls, '--jobs', '3', '--bail', '--json']);
  expect(json(both.out).map(({ status }) => status)).toEqual(['passed', 'failed']);
});

test('--seed decides what is random, and is told', async () => {
  const lossy = write(
    'lossy.sig.yaml',
    'scenario: half is lost\nusers: [alice, bob]\nsteps:\n  - the network has: { loss: 50% }\n  - alice messages bob: hi\n  - bob gets a message from alice: hi\n',
  );
  const outcomes = new Map<number, string>();
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { out } = await here('run', lossy, '--seed', String(seed), '--json');
    const [result] = json(out);
    expect(result.seed).toBe(seed);
    outcomes.set(seed, out);
  }
  expect(new Set([...outcomes.values()].map((out) => json(out)[0].status))).toEqual(
    new Set(['passed', 'failed']),
  );
  expect((await here('run', lossy, '--seed', '3', '--json')).out).toBe(outcomes.get(3));
});

test('each reporter, several at once, into files', async () => {
  const { code, out } = await sig.run([
    ...['run', calls, '--reporter', 'json', '--reporter', `junit=${file('junit.xml')}`],
    ...['--reporter', `tap=${file('run.tap')}`, '--reporter', `github=${file('github.txt')}`],
    ...['--reporter', `html=${file('report.html')}`, '--reporter', `terminal=${file('run.txt')}`],
  ]);
  expect(code).toBe(1);
  expect(json(out)).toEqual([
    { file: calls, scenario: 'bob accepts', status: 'passed', seed: 1, failures: [] },
    {
      ...{ file: calls, scenario: 'bob is silent', status: 'failed', seed: 1 },
      failures: [
        {
          line: 13,
          step: 'alice sees bob accept call: { within: 2s }',
          expected: 'alice sees bob accept call: { within: 2s } within 2s',
          seen: 'alice heard nothing more',
        },
      ],
    },
    { file: calls, scenario: 'bob says yes', status: 'passed', seed: 1, failures: [] },
  ]);
  const text = (name: string) => readFileSync(file(name), 'utf8');
  expect(text('junit.xml')).toMatch(/<testsuites tests="3" failures="1"[\s\S]*<failure message="line 13: /);
  expect(text('run.tap')).toMatch(
    /^TAP version 14\nok 1 - bob accepts\nnot ok 2 [\s\S]*ok 3 [\s\S]*\n1\.\.3\n$/,
  );
  expect(text('github.txt')).toContain(`line=13,title=bob is silent::`);
  expect(text('report.html')).toMatch(/^<!doctype html>[\s\S]*<svg/);
  expect(text('run.txt')).toContain('✗ bob is silent');
});

test('--real-time waits for real', async () => {
  const slow = write(
    'slow.sig.yaml',
    'scenario: a second\nusers: [alice, bob]\nsteps:\n  - alice invites bob: { timeout: 1 }\n  - bob sees call time out\n',
  );
  const began = performance.now();
  expect(await here('run', slow, '--real-time')).toMatchObject({ code: 0 });
  expect(performance.now() - began).toBeGreaterThan(1000);
});

test('--hub runs on a live hub, and sees its offline pushes', async () => {
  await sig.run(['hub', 'start', '--memory', '--port', '0']);
  const { port, token } = sig.state();
  const live = write(
    'live.sig.yaml',
    `scenario: bob's phone shows the push
users: [ann, { ben: { online: false } }]
groups: { crew: [ann, ben] }
steps:
  - ann invites ben: { push: { title: ann, desc: Incoming call, ext: { room: 7 } }, data: { room: 7 } }
  - ben gets a push: { title: ann, desc: Incoming call, ext: { room: 7 } }
  - ben logs in
  - ben receives call: { data: { room: 7 } }
  - ben accepts call
  - ann sees ben accept call
  - ann messages group crew: hi
  - ben gets a message from ann: { text: hi, group: crew }
  - nothing else happens
`,
  );
  for (const hub of [`http://127.0.0.1:${port}`, `ws://${token}@127.0.0.1:${port}`]) {
    const { code, out, err } = await sig.run(['run', live, '--hub', hub, '--jobs', '2']);
    expect([code, err], out).toEqual([0, '']);
  }
  expect((await sig.run(['history', 'ann', 'ben', '--json'])).out).toContain('room');

  // Whoever has not started the hub has no token of it.
  const blind = await here('run', live, '--hub', `ws://127.0.0.1:${port}`);
  expect([blind.code, blind.out]).toEqual([1, expect.stringContaining('SIG_TOKEN')]);
  const faults = write(
    'faults.sig.yaml',
    'scenario: x\nusers: [ann, ben]\nsteps:\n  - the network has: { loss: 10% }\n',
  );
  const cannot = await here('run', faults, '--hub', `ws://127.0.0.1:${port}`);
  expect([cannot.code, cannot.out]).toEqual([1, expect.stringContaining('the scenario runs on a live hub')]);
  const nowhere = await here('run', live, '--hub', 'ws://127.0.0.1:1');
  expect([nowhere.code, nowhere.out]).toEqual([1, expect.stringContaining('no hub listens')]);
});

test('--watch runs again when a scenario changes, and ends with the last outcome', async () => {
  mkdirSync(file('watched'));
  const changing = write('watched/it.sig.yaml', PASSES);
  const running = sig.start(['run', file('watched'), '--watch']);
  await running.saw('watching');
  write('watched/notes.txt', 'no scenario');
  writeFileSync(changing, FAILS);
  await running.saw('0 passed, 1 failed');
  running.child.kill('SIGINT');
  const { code, out } = await running.ended;
  expect(out.match(/passed/g)).toHaveLength(2);
  expect(code).toBe(1);
});

test('init, then run, explore, diagram and schema', async () => {
  const first = file('first.sig.yaml');
  expect(await sig.run(['init', first])).toMatchObject({ code: 0, out: expect.stringContaining('sig run') });
  expect((await here('init', first)).code).toBe(2);
  expect((await sig.run(['run', first])).code).toBe(0);
  const explored = await sig.run(['explore', first, '--json']);
  expect(explored.code).toBe(1);
  expect(json(explored.out).at(-1)).toMatchObject({ violations: expect.any(Number) });
  expect(await sig.run(['diagram', first])).toMatchObject({
    code: 0,
    out: expect.stringContaining('\nsequenceDiagram\n'),
  });
  expect((await here('diagram', file('none.ndjson'))).code).toBe(2);
  const schema = await sig.run(['schema']);
  expect([schema.code, JSON.parse(schema.out).title]).toEqual([0, 'A scenario of sig']);
});

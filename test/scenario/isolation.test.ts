import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { fakeCli } from '../cli/fake-cli.js';
import { runSteps } from './run-text.js';

const file = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'sig-isolation-'));
  const path = join(folder, 'x.sig.yaml');
  writeFileSync(path, text);
  return { path, remove: () => rmSync(folder, { recursive: true }) };
};

test('"never believes" above the step that sends holds from there on, and later scenarios run', async () => {
  const scenario = (name: string, last: string) => `scenario: ${name}
users: [alice, bob]
steps:
  - bob never believes call is accepted
  - alice invites bob
  - ${last}
`;
  const { path, remove } = file(
    [
      scenario('one', 'bob rejects call'),
      scenario('two', 'bob accepts call'),
      scenario('three', 'after: 1s'),
    ].join('---\n'),
  );
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, ['run', path, '--json']);
  remove();
  expect(cli.notes).toEqual([]);
  const results = cli.lines.map((each) => JSON.parse(each));
  expect(results.map(({ scenario, status }) => [scenario, status])).toEqual([
    ['one', 'passed'],
    ['two', 'failed'],
    ['three', 'passed'],
  ]);
  expect(results[1].failures).toMatchObject([{ step: 'bob never believes call is accepted' }]);
});

test('"believes" waits for the invitation to be sent', async () => {
  const { failures } = await runSteps(`
- at the same time:
    - bob believes call is pending
    - - after: 2s
      - alice invites bob
`);
  expect(failures).toEqual([]);
});

test('a regular expression that needs for ever fails its step, once and with the reason', async () => {
  const { failures } = await runSteps(`
- alice messages bob: ${'a'.repeat(50)}!
- bob gets a message from alice: /^(a+)+$/
- alice messages bob: more
`);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({ line: 5, expected: 'a match of /^(a+)+$/' });
  expect(failures[0]!.seen).toContain('takes longer than 1 s');
});

test('what must never match is no way around that', async () => {
  const { failures } = await runSteps(`
- bob never gets a message from alice: /^(a+)+$/
- alice messages bob: ${'a'.repeat(50)}!
`);
  expect(failures.map(({ seen }) => seen)).toEqual([expect.stringContaining('takes longer than 1 s')]);
});

const HOSTILE = `scenario: "a name\\n::warning::of its own \\x1bc\\u202e"
users: [alice, bob]
steps:
  - alice messages bob: "{\\n  ::error::forged\\n}"
  - bob gets a message from alice: { text: "\\x1b[2J", within: 1s }
`;

test.each(['terminal', 'tap', 'github', 'json'])(
  'reporter %s: no text of a scenario moves the cursor or gives GitHub a command',
  async (reporter) => {
    const { path, remove } = file(HOSTILE);
    // Narrow, so that expected and seen stand one below the other.
    const cli = fakeCli({ columns: 40 });
    await executeLine(cli, COMMANDS, ['run', path, '--reporter', reporter]);
    remove();
    const out = cli.lines.join('\n');
    expect(cli.exitCode).toBe(1);
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    const commands = out.split('\n').filter((line) => /^\s*(::|##\[)/.test(line));
    expect(commands.filter((line) => !line.startsWith('::error file='))).toEqual([]);
  },
);

test('nor does a source line in an error, nor what explore prints', async () => {
  const wrong = file(`scenario: x\nusers: [alice, bob]\nsteps:\n  - "alice invite \x7f\x9bc bob"\n`);
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, ['run', wrong.path]);
  wrong.remove();
  expect(cli.exitCode).toBe(2);
  expect(cli.notes.join('\n')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  const crossing = file(`scenario: "a name\\n::warning::x \\x1bc"
users: [alice, bob]
steps:
  - alice invites bob: { data: "\\x1bc" }
  - bob receives call
  - at the same time:
      - alice cancels call
      - bob accepts call
`);
  const explored = fakeCli();
  await executeLine(explored, COMMANDS, ['explore', crossing.path]);
  crossing.remove();
  expect(explored.exitCode).toBe(1);
  expect(explored.lines.join('\n')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  expect(explored.lines.join('\n').split('\n')).not.toContainEqual(expect.stringMatching(/^\s*::/));
});

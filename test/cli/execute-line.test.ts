import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { buildCommand, executeLine } from '../../src/cli/execute-line.js';
import { fakeCli } from './fake-cli.js';

async function sig(...argv: string[]) {
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

test('a mistyped command: exit 2 and what was probably meant', async () => {
  expect(await sig('complation')).toEqual({
    code: 2,
    out: '',
    err: '✗ there is no command complation\n  did you mean: sig completion',
  });
});

test('a command far from all others gets the way to the list', async () => {
  expect((await sig('xyzzy')).err).toContain('sig --help lists the commands');
});

test('a wrong argument: exit 2, what is allowed, and where help is', async () => {
  const { code, out, err } = await sig('completion', 'tcsh');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain("is invalid for argument 'shell': allowed choices are bash, zsh, fish");
  expect(err).toContain('sig completion --help shows how it is used');
});

test('with --json, what is wrong is one JSON line on the side of the answer', async () => {
  const { code, out, err } = await sig('completion', 'tcsh', '--json');
  expect([code, err]).toEqual([2, '']);
  expect(JSON.parse(out).error.code).toBe(-4);
});

/** Every command line that leads to a command, those with sub-commands among them. */
async function commandLines(): Promise<string[]> {
  const lines: string[] = [];
  for (const entry of COMMANDS.listed) {
    lines.push(entry.name);
    const { commands } = await buildCommand(fakeCli(), COMMANDS, entry);
    for (const child of commands) lines.push(`${entry.name} ${child.name()}`);
  }
  return lines;
}

test.each(await commandLines())('sig %s --help has examples', async (line) => {
  const { code, out } = await sig(...line.split(' '), '--help');
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`Examples:[\\s\\S]* sig ${line}`));
  expect(out).toContain(`Usage: sig ${line}`);
});

test('a mistyped sub-command: exit 2 and what was probably meant', async () => {
  const { code, err } = await sig('hub', 'strat');
  expect(code).toBe(2);
  expect(err).toContain('did you mean: start');
});

test.each(['--last 0', '--last many'])('sig watch %s is refused', async (option) => {
  expect((await sig('watch', ...option.split(' '))).code).toBe(2);
});

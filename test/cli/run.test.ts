import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { COMMANDS } from '../../src/cli/table.js';
import { fakeCli } from './fake-cli.js';

async function sig(...argv: string[]) {
  const cli = fakeCli();
  await run(cli, argv);
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
  expect(err).toContain('Allowed choices are bash, zsh, fish');
  expect(err).toContain('sig completion --help shows how it is used');
});

test('with --json, what is wrong is one JSON line on the side of the answer', async () => {
  const { code, out, err } = await sig('completion', 'tcsh', '--json');
  expect([code, err]).toEqual([2, '']);
  expect(JSON.parse(out).error.code).toBe(-4);
});

test.each(COMMANDS.map((entry) => entry.name))('sig %s --help has examples', async (name) => {
  const { code, out } = await sig(name, '--help');
  expect(code).toBe(0);
  expect(out).toContain('Examples:');
  expect(out).toContain(`sig ${name}`);
});

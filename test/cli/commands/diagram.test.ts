import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/registry.js';
import { executeLine } from '../../../src/cli/execute-line.js';
import { fakeCli } from '../fake-cli.js';

const EXAMPLE = 'examples/first-call.sig.yaml';

async function diagram(name: string, ...options: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'sig-diagram-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const output = join(folder, name);
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, ['diagram', EXAMPLE, '-o', output, ...options]);
  return { code: cli.exitCode, err: cli.notes.join('\n'), read: () => readFileSync(output, 'utf8') };
}

test.each([
  ['call.svg', '<svg '],
  ['call.SVG', '<svg '],
  ['call.txt', '▶'],
  ['call.mmd', 'sequenceDiagram'],
  ['call.md', 'sequenceDiagram'],
])('-o %s: the form follows from the name', async (name, part) => {
  const { code, read } = await diagram(name);
  expect(code).toBe(0);
  expect(read()).toContain(part);
});

test('-o x.png: what can be drawn, and nothing is written', async () => {
  const { code, err, read } = await diagram('x.png');
  expect(code).toBe(2);
  expect(err).toContain('Mermaid, SVG and text can be drawn');
  expect(err).toContain('*.svg');
  expect(read).toThrow('ENOENT');
});

test('--as decides for any name', async () => {
  const { code, read } = await diagram('call.out', '--as', 'svg');
  expect(code).toBe(0);
  expect(read()).toContain('<svg ');
});

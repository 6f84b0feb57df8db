import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { everyStep, type PlannedStep } from '../../src/scenario/plan.js';
import { fakeCli } from '../cli/fake-cli.js';

const FOLDER = new URL('../../examples/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.sig.yaml'));

/** The same line saying the opposite: what is expected must never be seen, what must fail must succeed, and so on. */
function flipped(line: string, step: PlannedStep): string | undefined {
  if (step.kind === 'call' && step.options.fails !== undefined) return line.replace(/fails: \d+/, 'fails: 1');
  if (step.kind !== 'expectation') return undefined;
  if (step.mode === 'never') return line.replace(' never ', ' ');
  if (step.mode === 'not') return line.replace(/ does not (\w+)/, ' $1s');
  if (step.options.at !== undefined) return line.replace(/at: [\d.]+s/, 'at: 1ms');
  return line.replace(
    /^(\s*- )(\w+(?:'s \w+)?|<\w+>) (receives|sees|gets|hears|believes|agrees)/,
    '$1$2 never $3',
  );
}

interface Mutant {
  text: string;
  /** The line that says the opposite now, from 1. */
  line: number;
}

/** An example once for each of its expectations, with that one flipped. */
function mutants(file: string): Mutant[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const lines = text.split('\n');
  const steps = loadScenarios(file, text).scenarios.flatMap((scenario) => [...everyStep(scenario.steps)]);
  const flippable = new Map<number, string>();
  for (const step of steps) {
    const changed = flipped(lines[step.line - 1]!, step);
    if (changed !== undefined && changed !== lines[step.line - 1]) flippable.set(step.line, changed);
  }
  return (
    [...flippable]
      .map(([line, changed]) => ({ line, text: lines.with(line - 1, changed).join('\n') }))
      // A block of orders has no place for "never".
      .filter((mutant) => loadScenarios(file, mutant.text).errors.length === 0)
  );
}

const folder = mkdtempSync(join(tmpdir(), 'sig-mutants-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(files)('%s: each expectation, flipped, makes sig run exit 1 and name its line', async (file) => {
  const path = join(folder, `each-${file}`);
  const all = mutants(file);
  expect(all.length).toBeGreaterThan(0);
  for (const { line, text } of all) {
    writeFileSync(path, text);
    const cli = fakeCli({ columns: 400 });
    await executeLine(cli, COMMANDS, ['run', path]);
    const shown = text.split('\n')[line - 1];
    expect(cli.exitCode, shown).toBe(1);
    expect(cli.lines.join('\n'), shown).toContain(`${path}:${line}  `);
  }
});

test('one flipped in each example, run by the command itself: exit 1, and a line of JSON for each scenario', () => {
  const place = mkdtempSync(join(folder, 'one-'));
  const wanted = new Map<string, number>();
  for (const file of files) {
    const [mutant] = mutants(file) as [Mutant];
    writeFileSync(join(place, file), mutant.text);
    wanted.set(file, mutant.line);
  }
  const bin = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));
  const args = [bin, 'run', '--reporter', 'json', '.'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, '']);
  const results = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const result of results) {
    expect(Object.keys(result)).toEqual(['file', 'scenario', 'status', 'seed', 'failures']);
    expect(result.status).toBe(result.failures.length > 0 ? 'failed' : 'passed');
    for (const failure of result.failures)
      expect(Object.keys(failure)).toEqual(['line', 'step', 'expected', 'seen']);
  }
  for (const [file, line] of wanted) {
    const lines = results.filter((each) => each.file === file).flatMap(({ failures }) => failures);
    expect(
      lines.map((failure) => failure.line),
      file,
    ).toContain(line);
  }
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { everyStep, type PlannedStep } from '../../src/scenario/plan.js';
import { runScenario } from '../../src/scenario/run.js';

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

test.each(files)('%s: each expectation, broken, fails the run at its own line', async (file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const lines = text.split('\n');
  const steps = loadScenarios(file, text).scenarios.flatMap((scenario) => [...everyStep(scenario.steps)]);
  let broken = 0;
  for (const step of steps) {
    const line = lines[step.line - 1]!;
    const changed = flipped(line, step);
    if (changed === undefined || changed === line) continue;
    const mutant = loadScenarios(file, lines.with(step.line - 1, changed).join('\n'));
    if (mutant.errors.length > 0) continue; // a block of orders has no place for "never"
    const failures = [];
    for (const scenario of mutant.scenarios) failures.push(...(await runScenario(scenario)).failures);
    expect(
      failures.map((failure) => failure.line),
      `${changed}`,
    ).toContain(step.line);
    broken++;
  }
  expect(broken).toBeGreaterThan(0);
});

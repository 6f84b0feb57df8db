import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadFile } from '../../src/scenario/files.js';
import type { Scenario } from '../../src/scenario/plan.js';
import type { ScenarioResult } from '../../src/scenario/run.js';
import { type Job, runAll } from '../../src/scenario/run-all.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-run-all-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Scenarios by name that nothing runs: the threads of these tests only look at the file's index. */
function scenarios(count: number): (Scenario & Job)[] {
  const file = join(folder, `${count}.sig.yaml`);
  const one = (_: unknown, n: number) => `scenario: number ${n}\nusers: [a, b]\nsteps:\n  - a invites b\n`;
  writeFileSync(file, Array.from({ length: count }, one).join('---\n'));
  return loadFile(file).scenarios.map((scenario, index) => ({ ...scenario, index }));
}

/** A thread that does what the body says with each job, and notes its index. */
function thread(name: string, body: string): { url: URL; begun: () => number[] } {
  const log = join(folder, `${name}.log`);
  writeFileSync(log, '');
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { appendFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
const passed = { status: 'passed', seed: 1, failures: [], events: [], invitations: new Map(), startedAt: 0, tookMs: 0, wallMs: 0 };
parentPort.on('message', ({ index }) => {
  appendFileSync(${JSON.stringify(log)}, index + '\\n');
  ${body}
});
`,
  );
  const begun = () => readFileSync(log, 'utf8').trim().split('\n').map(Number);
  return { url: pathToFileURL(path), begun };
}

async function ran(count: number, bail: boolean, url: URL): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  const options = { jobs: 2, bail, onResult: (result: ScenarioResult) => void results.push(result) };
  await runAll(scenarios(count), options, url);
  return results;
}

test.each([
  ['exits', 'process.exit(7)', 'its thread ended with exit code 7'],
  ['throws', 'throw new Error("out of luck")', 'its thread threw: out of luck'],
])('a thread that %s loses its one scenario, and the others run all the same', async (name, end, why) => {
  const { url } = thread(name, `if (index === 1 || index === 4) ${end}; parentPort.postMessage(passed);`);
  const results = await ran(6, false, url);
  expect(results.map(({ scenario }) => scenario.name)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `number ${n}`));
  expect(results.map(({ status }) => status === 'failed')).toEqual([0, 1, 0, 0, 1, 0].map(Boolean));
  expect(results[1]!.failures).toMatchObject([{ line: 6, seen: why }]);
});

test('--bail with --jobs: nothing is told after the first failure, and nothing begun once it is known', async () => {
  const failing = `parentPort.postMessage(index < 2 ? { ...passed, status: 'failed' } : passed);`;
  const { url, begun } = thread('bails', failing);
  const results = await ran(20, true, url);
  expect(results.map(({ scenario }) => scenario.name)).toEqual(['number 0']);
  expect(begun().length).toBeLessThanOrEqual(3);
});

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isParallel } from '../../../src/scenario/explore/explored-block.js';
import { playInterleaving } from '../../../src/scenario/explore/play-interleaving.js';
import { Search } from '../../../src/scenario/explore/search.js';
import { loadScenarios } from '../../../src/scenario/load.js';
import type { Scenario } from '../../../src/scenario/plan.js';

const BOUNDS = { delay: 1000, seed: 1 };

/** Every outcome that a search comes upon; undefined when there are more than `most` orders. */
async function outcomes(
  scenario: Scenario,
  reduce: boolean,
  most: number,
  faults = 0,
): Promise<{ found: Set<string>; runs: number } | undefined> {
  const search = new Search(faults, reduce);
  const found = new Set<string>();
  let runs = 0;
  while (!search.complete) {
    if (++runs > most) return undefined;
    const run = await playInterleaving(scenario, { ...BOUNDS, faults }, search.policy);
    if (!run.pruned) found.add(`${run.broken?.invariant} ${run.outcome}`);
    search.next();
  }
  return { found, runs };
}

/** @returns whether the full search was small enough to compare with */
async function agrees(scenario: Scenario, most: number, faults = 0): Promise<boolean> {
  const full = await outcomes(scenario, false, most, faults);
  if (!full) return false;
  const reduced = await outcomes(scenario, true, most, faults);
  expect([...reduced!.found].sort()).toEqual([...full.found].sort());
  expect(reduced!.runs).toBeLessThanOrEqual(full.runs);
  return true;
}

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const crossings = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.sig.yaml'))
  .flatMap((name) => loadScenarios(name, readFileSync(new URL(name, EXAMPLES), 'utf8')).scenarios)
  .filter((scenario) => scenario.steps.some(isParallel));

test.each(crossings.map((scenario) => [scenario.name, scenario] as const))(
  'reduced and full search find the same outcomes: %s',
  async (_name, scenario) => {
    await agrees(scenario, 3000);
  },
);

const USERS = ['alice', 'bob', 'carol'];

/** A few calls at the same time that have to do with one another, or not. */
const branch = fc
  .constantFrom(
    'alice cancels call',
    'bob accepts call',
    'carol accepts call',
    'carol rejects call',
    'alice messages bob: hi',
    'bob messages carol: hi',
    'bob invites alice: { as: back, timeout: 10 }',
    'alice modifies call: { data: x }',
    'carol messages alice: hi',
  )
  .map((step) => [step]);

const scenarios = fc.record({
  invitees: fc.constantFrom('bob', 'bob and carol'),
  branches: fc.oneof(
    fc.array(branch, { minLength: 2, maxLength: 2 }),
    fc.tuple(branch, branch).map(([first, second]) => [[...first, ...second], ['bob rejects call']]),
  ),
});

function text({ invitees, branches }: { invitees: string; branches: string[][] }): string {
  const invite = invitees === 'bob' ? 'alice invites bob' : `alice invites ${invitees} in team`;
  const lines = branches.map((steps) =>
    steps.map((step, at) => `${at === 0 ? '      - - ' : '        - '}${step}`).join('\n'),
  );
  return `scenario: x
users: [${USERS.join(', ')}]
groups: { team: [${USERS.join(', ')}] }
steps:
  - ${invite}: { timeout: 30 }
  - at the same time:
${lines.join('\n')}
`;
}

/** `SIG_REDUCTIONS=1000 npx vitest run test/scenario/explore/reduction.test.ts` compares as many. */
const RUNS = Number(process.env.SIG_REDUCTIONS ?? 25);

test(`reduced and full search find the same outcomes: ${RUNS} random small scenarios`, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(scenarios, async (drawn) => {
      const loaded = loadScenarios('x.sig.yaml', text(drawn));
      expect(loaded.errors.map((error) => error.render())).toEqual([]);
      if (await agrees(loaded.scenarios[0]!, 400)) compared++;
    }),
    { numRuns: RUNS, seed: 20261125, endOnFailure: true },
  );
  // Those with very many orders cannot be compared; most can.
  expect(compared).toBeGreaterThan(RUNS / 3);
}, 3_600_000);

import { DEFAULT_DELAY_MS, type Exploration, type Outcome } from '../../scenario/explore/explore.js';
import type { InterleavingResult } from '../../scenario/explore/interleaving-result.js';
import { scenarioFileOf } from '../../scenario/explore/scenario-file.js';
import type { MinimalCase } from '../../scenario/explore/shrink.js';
import { formatDuration } from '../../scenario/format/duration.js';
import { type StepText, stepLine } from '../../scenario/format/write.js';
import type { Scenario } from '../../scenario/plan.js';
import { printable } from '../../text/printable.js';
import { sequenceOfTrace } from '../../trace/sequence-of-trace.js';
import { sequenceText } from '../../trace/sequence-text.js';
import type { Cli } from '../cli.js';

/** What was found in one scenario, within which bounds. */
export interface Explored {
  scenario: Scenario;
  bounds: {
    faults: number;
    kinds?: readonly string[] | undefined;
    delay: number;
    strict?: boolean | undefined;
  };
  found: Exploration;
}

/** How many outcomes are printed; all are in the JSON. */
const SHOWN = 20;

/** The line that `--json` ends with; of several scenarios it is the sum. */
export function exploredJSON(all: readonly Explored[]) {
  const outcomes = all.flatMap(({ scenario, found }) =>
    found.outcomes.map(({ outcome, count, invariant, seed }) => ({
      outcome: all.length > 1 ? `${scenario.name}: ${outcome}` : outcome,
      count,
      invariant,
      seed: seedJSON(seed),
    })),
  );
  const sum = (of: (found: Exploration) => number) => all.reduce((total, { found }) => total + of(found), 0);
  return {
    orders: sum((found) => found.orders),
    outcomes,
    violations: sum((found) => found.violations),
  };
}

/** A seed that a number in JSON can hold is one. */
function seedJSON(seed: bigint): number | string {
  return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : String(seed);
}

/** What is going to be tried, said before it is. */
export function printBounds(
  cli: Cli,
  scenario: Scenario,
  bounds: Explored['bounds'] & { orders: number },
): void {
  const { paint } = cli;
  const faults = bounds.faults === 0 ? 'no faults' : `up to ${bounds.faults} faults`;
  const most = `up to ${bounds.orders} orders (--orders)`;
  cli.out(paint.bold(printable(scenario.name)));
  cli.out(paint.dim(`  ${most}, with ${faults}, and up to ${formatDuration(bounds.delay)} on the way`));
}

export function printExplored(cli: Cli, { found }: Explored): void {
  const { paint } = cli;
  const all = found.complete
    ? 'all there are; those that differ in nothing count once'
    : found.resume
      ? 'ended before its time'
      : 'not all there are: the first half one by one, the rest at random';
  cli.out(`  ${found.orders} orders tried (${all})`);
  if (found.resume) cli.out(`  to go on: the same command with --resume`);
  if (found.outcomes.length === 0) return;
  const width = String(Math.max(...found.outcomes.map((each) => each.count))).length;
  for (const { outcome, count, invariant, seed } of found.outcomes.slice(0, SHOWN)) {
    const mark = invariant === null ? paint.green('✓') : paint.red('✗');
    const broken = invariant === null ? '' : paint.red(` [${printable(invariant)}]`);
    cli.out(
      `  ${mark} ${String(count).padStart(width)} × ${printable(outcome)}${broken} ${paint.dim(`seed ${seed}`)}`,
    );
  }
  const more = found.outcomes.length - SHOWN;
  if (more > 0) cli.out(paint.dim(`  and ${more} rarer outcomes (--json lists them)`));
  cli.out(
    found.violations === 0
      ? paint.green('  no order breaks an invariant')
      : paint.red(`  ${found.violations} of ${found.orders} orders break an invariant`),
  );
  cli.out(paint.dim(`  what follows the block came as written in ${found.asExpected} of ${found.orders}`));
}

/** The shortest order that breaks something, without what does not matter: its steps, its diagram, and how to have it again. */
export function explainOrder(
  cli: Cli,
  { scenario, bounds }: Explored,
  { seed }: Outcome,
  found: { run: InterleavingResult; minimal: MinimalCase | undefined },
  written: string | undefined,
): void {
  const { paint } = cli;
  const { run, minimal } = found;
  const { invariant, text } = minimal?.broken ?? run.broken!;
  cli.out('');
  cli.out(paint.bold('The shortest order that does'));
  cli.out(paint.red(`  ${printable(`${invariant}: ${text}`)}`));
  if (minimal) showSteps(cli, minimal.steps, minimal);
  else showOrder(cli, scenario, run);
  cli.out(
    paint.dim(`Again: sig explore ${printable(scenario.file)} --seed ${seed}${boundsText(scenario, bounds)}`),
  );
  if (written === undefined) {
    cli.out(paint.dim('As a scenario file (--write FILE keeps it):'));
    const file = minimal?.text ?? scenarioFileOf(scenario, run);
    for (const line of file.trimEnd().split('\n')) cli.out(`  ${line}`);
  } else cli.out(`${written} is written; sig run ${written} shows it`);
  cli.out('');
}

/** The options that a seed needs to mean the same order. */
function boundsText({ explore }: Scenario, { faults, kinds, delay }: Explored['bounds']): string {
  const parts = [
    faults === (explore.faults ?? 0) ? '' : ` --faults ${faults}`,
    kinds === undefined ? '' : ` --kinds ${kinds.join(',')}`,
    delay === (explore.delay ?? DEFAULT_DELAY_MS) ? '' : ` --delay ${formatDuration(delay)}`,
  ];
  return parts.join('');
}

export function printOrder(cli: Cli, scenario: Scenario, run: InterleavingResult): void {
  cli.out(cli.paint.bold(printable(scenario.name)));
  cli.out(`  ${printable(run.outcome)}`);
  if (run.broken) cli.out(cli.paint.red(`  ${printable(`${run.broken.invariant}: ${run.broken.text}`)}`));
  showOrder(cli, scenario, run);
}

function showOrder(cli: Cli, scenario: Scenario, { picks, ...run }: InterleavingResult): void {
  const users = scenario.testbed.users.map((user) => user.name);
  const steps = picks.flatMap((pick) => pick.steps);
  showSteps(cli, steps, { ...run, users, answers: [] });
}

/** Steps as a list and as a picture. */
function showSteps(
  cli: Cli,
  steps: readonly StepText[],
  { events, answers, names, users, startedAt }: Omit<MinimalCase, 'text' | 'steps' | 'broken'>,
): void {
  for (const [index, step] of steps.entries())
    cli.out(`  ${String(index + 1).padStart(2)}. ${printable(stepLine(step))}`);
  cli.out('');
  const sequence = sequenceOfTrace(events, { names, startedAt, users, answers });
  const drawn = sequenceText(sequence, { width: cli.columns - 2 }).trimEnd();
  for (const line of drawn.split('\n')) cli.out(`  ${line}`);
  cli.out('');
}

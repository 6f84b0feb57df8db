import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import {
  DEFAULT_DELAY_MS,
  DEFAULT_ORDERS,
  type Exploration,
  explore as exploreScenario,
  type Outcome,
  replay,
} from '../../scenario/explore/explore.js';
import { exploredBlock, type OrderRun } from '../../scenario/explore/order.js';
import { scenarioFileOf } from '../../scenario/explore/scenario-file.js';
import { findFiles } from '../../scenario/files.js';
import { formatDuration, parseDuration } from '../../scenario/format/duration.js';
import type { Scenario } from '../../scenario/plan.js';
import { sequenceOfTrace } from '../../trace/sequence-of-trace.js';
import { sequenceText } from '../../trace/sequence-text.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { loadAll, printFileErrors } from './run.js';

interface Options {
  orders?: number;
  faults?: number;
  delay?: number;
  seed?: bigint;
  randomSeed?: number;
  write?: string;
}

export default function explore(cli: Cli): Command {
  return new Command()
    .argument(
      '<files...>',
      'scenario files, folders or globs; scenarios with nothing at the same time are left out',
    )
    .option('--orders <n>', `how many orders to try at most (${DEFAULT_ORDERS})`, wholeNumber)
    .option('--faults <n>', 'how many frames may be lost or come twice (0)', wholeNumber)
    .option(
      '--delay <time>',
      `how long anything may be on its way (${formatDuration(DEFAULT_DELAY_MS)})`,
      time,
    )
    .option('--random-seed <n>', 'seed of the random orders, tried when there are too many (1)', wholeNumber)
    .option('--seed <n>', 'play one order again, by the seed that was printed with its outcome', bigNumber)
    .option('--write <file>', 'write the shortest violation as a scenario file')
    .addHelpText(
      'after',
      examples(
        ['sig explore examples/accept-and-cancel-cross.sig.yaml'],
        ['sig explore calls.sig.yaml --faults 1 --orders 20000', 'any one frame may be lost, or come twice'],
        ['sig explore calls.sig.yaml --write found.sig.yaml', 'keep what was found'],
      ),
    )
    .action(async (patterns: string[], options: Options) => {
      const { scenarios, errors } = loadAll(findFiles(patterns));
      if (errors.length > 0) {
        printFileErrors(cli, errors);
        cli.exitCode = 2;
        return;
      }
      const crossing = scenarios.filter((each) =>
        each.steps.some((step) => step.kind === 'block' && step.order === 'together'),
      );
      if (crossing.length === 0) exploredBlock(scenarios[0]!);
      for (const scenario of crossing) {
        if (options.seed === undefined) await exploreOne(cli, scenario, options);
        else await playOne(cli, scenario, options, options.seed);
      }
    });
}

function boundsOf({ explore }: Scenario, options: Options) {
  return {
    orders: options.orders ?? explore.orders ?? DEFAULT_ORDERS,
    faults: options.faults ?? explore.faults ?? 0,
    delay: options.delay ?? explore.delay ?? DEFAULT_DELAY_MS,
  };
}

async function exploreOne(cli: Cli, scenario: Scenario, options: Options): Promise<void> {
  const bounds = boundsOf(scenario, options);
  const bar = progressBar(cli);
  const found = await exploreScenario(scenario, {
    ...bounds,
    ...(options.randomSeed === undefined ? {} : { seed: options.randomSeed }),
    onProgress: bar.show,
  });
  bar.clear();
  const worst = shortestViolation(found);
  if (worst) cli.exitCode = 1;
  if (worst && options.write !== undefined) writeFileSync(options.write, scenarioFileOf(scenario, worst.run));
  if (cli.json) {
    const outcomes = found.outcomes.map(({ outcome, count, invariant, seed }) => ({
      outcome,
      count,
      invariant,
      seed: seedJSON(seed),
    }));
    cli.out(JSON.stringify({ orders: found.orders, outcomes, violations: found.violations }));
    return;
  }
  print(cli, scenario, found, bounds);
  if (worst) explain(cli, scenario, worst, options.write);
}

async function playOne(cli: Cli, scenario: Scenario, options: Options, seed: bigint): Promise<void> {
  const run = await replay(scenario, boundsOf(scenario, options), seed);
  if (run.broken) cli.exitCode = 1;
  if (options.write !== undefined) writeFileSync(options.write, scenarioFileOf(scenario, run));
  const outcome = {
    outcome: run.outcome,
    count: 1,
    invariant: run.broken?.invariant ?? null,
    seed: seedJSON(seed),
  };
  if (cli.json) {
    cli.out(JSON.stringify({ orders: 1, outcomes: [outcome], violations: run.broken ? 1 : 0 }));
    return;
  }
  cli.out(cli.paint.bold(scenario.name));
  cli.out(`  ${run.outcome}`);
  if (run.broken) cli.out(cli.paint.red(`  ${run.broken.invariant}: ${run.broken.text}`));
  showOrder(cli, scenario, run);
}

/** A seed that a number in JSON can hold is one. */
function seedJSON(seed: bigint): number | string {
  return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : String(seed);
}

function shortestViolation({ outcomes }: Exploration): Outcome | undefined {
  const broken = outcomes.filter((each) => each.invariant !== null);
  return broken.sort((a, b) => a.run.picks.length - b.run.picks.length)[0];
}

function print(
  cli: Cli,
  scenario: Scenario,
  found: Exploration,
  { faults, delay }: { faults: number; delay: number },
): void {
  const { paint } = cli;
  cli.out(paint.bold(scenario.name));
  const all = found.complete
    ? 'all there are, those that differ in nothing counted once'
    : 'half one by one, half at random';
  cli.out(
    `  ${found.orders} orders tried (${all}); up to ${faults} faults, up to ${formatDuration(delay)} on the way`,
  );
  const width = String(Math.max(...found.outcomes.map((each) => each.count))).length;
  for (const { outcome, count, invariant, seed } of found.outcomes) {
    const mark = invariant === null ? paint.green('✓') : paint.red('✗');
    cli.out(
      `  ${mark} ${String(count).padStart(width)} × ${outcome}${invariant === null ? '' : paint.red(` [${invariant}]`)} ${paint.dim(`seed ${seed}`)}`,
    );
  }
  cli.out(
    found.violations === 0
      ? paint.green('  no order breaks an invariant')
      : paint.red(`  ${found.violations} of ${found.orders} orders break an invariant`),
  );
}

function explain(cli: Cli, scenario: Scenario, { run, seed }: Outcome, written: string | undefined): void {
  const { paint } = cli;
  cli.out('');
  cli.out(paint.bold(`The shortest order that does (seed ${seed})`));
  cli.out(paint.red(`  ${run.broken!.invariant}: ${run.broken!.text}`));
  showOrder(cli, scenario, run);
  cli.out('');
  if (written === undefined) {
    cli.out(paint.dim('As a scenario file (--write FILE keeps it):'));
    for (const line of scenarioFileOf(scenario, run).trimEnd().split('\n')) cli.out(`  ${line}`);
  } else cli.out(`${written} is written; run it with: sig run ${written}`);
}

function showOrder(cli: Cli, scenario: Scenario, run: OrderRun): void {
  for (const [index, { line }] of run.picks.entries()) cli.out(`  ${String(index + 1).padStart(2)}. ${line}`);
  cli.out('');
  const sequence = sequenceOfTrace(run.events, {
    names: run.names,
    startedAt: run.startedAt,
    users: scenario.bench.users.map((user) => user.name),
  });
  for (const line of sequenceText(sequence, { width: cli.columns - 2 }).split('\n')) cli.out(`  ${line}`);
}

const BAR = 30;

/** Only for somebody who sits at a terminal. */
function progressBar(cli: Cli): { show(tried: number, of: number): void; clear(): void } {
  if (!cli.interactive || cli.json) return { show() {}, clear() {} };
  let last = -1;
  return {
    show(tried, of) {
      const filled = Math.floor((tried / of) * BAR);
      if (filled === last && tried % 50 !== 0) return;
      last = filled;
      process.stderr.write(
        `\r  ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${tried} of at most ${of} orders`,
      );
    },
    clear: () => process.stderr.write(`\r${' '.repeat(BAR + 40)}\r`),
  };
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number from 0 up');
  return Number(text);
}

function bigNumber(text: string): bigint {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number from 0 up');
  return BigInt(text);
}

function time(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('write a time with its unit: 500ms, 2s');
  return ms;
}

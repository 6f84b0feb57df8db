import { Command, InvalidArgumentError } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import {
  DEFAULT_DELAY_MS,
  DEFAULT_ORDERS,
  explore as exploreScenario,
  type Outcome,
  replay,
  shorter,
} from '../../scenario/explore/explore.js';
import { exploreOnThreads } from '../../scenario/explore/explore-threads.js';
import { exploredBlock, isParallel } from '../../scenario/explore/explored-block.js';
import { exploredFaults, faultNames } from '../../scenario/explore/faults/index.js';
import { scenarioFileOf } from '../../scenario/explore/scenario-file.js';
import { minimalCase } from '../../scenario/explore/shrink.js';
import { writeFileInFolders } from '../../scenario/file-problem.js';
import { findFiles } from '../../scenario/files.js';
import { formatDuration, parseDuration } from '../../scenario/format/duration.js';
import type { Scenario } from '../../scenario/plan.js';
import type { Job } from '../../scenario/run-all.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import {
  type Explored,
  explainOrder,
  exploredJSON,
  printBounds,
  printExplored,
  printOrder,
} from '../print/exploration.js';
import { progressBar } from '../print/progress-bar.js';
import { KeptExploration } from '../scenarios/explore-state.js';
import { loadAll, notRunText, printFileErrors, printWarnings } from '../scenarios/load-all.js';
import { parseRegex, parseWholeNumber } from '../scenarios/selection.js';

interface Options {
  orders?: number;
  faults?: number;
  kinds?: string[];
  delay?: number;
  strict?: boolean;
  grep?: RegExp;
  seed?: bigint;
  randomSeed?: number;
  write?: string;
  jobs: number;
  resume?: boolean;
}

export default function explore(cli: Cli): Command {
  return new Command()
    .argument(
      '<files...>',
      'scenario files, folders or globs; scenarios with nothing at the same time are left out',
    )
    .option('--orders <n>', `how many orders to try at most (${DEFAULT_ORDERS})`, parseWholeNumber)
    .option('--faults <n>', 'how many faults may strike in one order (0)', parseWholeNumber)
    .option('--kinds <list>', `only such faults: ${faultNames.join(', ')}`, kindList)
    .option(
      '--delay <time>',
      `how long anything may be on its way, without that being a fault (${formatDuration(DEFAULT_DELAY_MS)})`,
      time,
    )
    .option('--strict', 'what a scenario expects after the block must hold in every order too')
    .option('--grep <pattern>', 'only scenarios whose name or tag matches', parseRegex)
    .option(
      '--random-seed <n>',
      'seed of the random orders, tried when there are too many (1)',
      parseWholeNumber,
    )
    .option('--seed <n>', 'play one order again, by the seed that was printed with its outcome', bigNumber)
    .option('--jobs <n>', 'try them on so many threads', parseWholeNumber, 1)
    .option('--resume', 'go on where Ctrl-C has ended it')
    .option('--write <file>', 'write the shortest violation as a scenario file')
    .addHelpText(
      'after',
      [
        '\nFaults:',
        ...exploredFaults.map(({ name, about }) => `  ${name.padEnd(6)} ${about}`),
        examples(
          ['sig explore examples/accept-and-cancel-cross.sig.yaml'],
          ['sig explore calls.sig.yaml --faults 1 --orders 20000', 'anything may go wrong, once'],
          ['sig explore calls.sig.yaml --faults 2 --kinds lost,crash', 'any two of these'],
          ['sig explore calls.sig.yaml --write found.sig.yaml', 'keep what was found'],
        ),
      ].join('\n'),
    )
    .action(async (patterns: string[], options: Options) => {
      const loaded = loadAll(findFiles(patterns));
      printFileErrors(cli, loaded.errors);
      printWarnings(cli, loaded.warnings);
      const isWrong = loaded.wrongFiles > 0;
      if (isWrong) cli.exitCode = 2;
      if (isWrong && loaded.scenarios.length === 0) return;
      const chosen = choose(loaded.scenarios, options);
      if (options.seed !== undefined) await playOne(cli, chosen, options, options.seed);
      else await exploreAll(cli, chosen, options);
      if (!isWrong) return;
      cli.note(cli.paint.red(notRunText(loaded)));
      cli.exitCode = 2;
    });
}

/** @throws SigError when nothing is left */
function choose(scenarios: readonly (Scenario & Job)[], { grep }: Options): (Scenario & Job)[] {
  const named = grep
    ? scenarios.filter(({ name, tags }) => grep.test(name) || tags.some((tag) => grep.test(tag)))
    : scenarios;
  if (named.length === 0) throw new SigError(USAGE, `no scenario matches ${grep?.source}`);
  const crossing = named.filter((each) => each.steps.some(isParallel));
  if (crossing.length === 0) exploredBlock(named[0]!);
  return crossing;
}

function boundsOf({ explore }: Scenario, options: Options) {
  return {
    orders: options.orders ?? explore.orders ?? DEFAULT_ORDERS,
    faults: options.faults ?? explore.faults ?? 0,
    kinds: options.kinds,
    delay: options.delay ?? explore.delay ?? DEFAULT_DELAY_MS,
    strict: options.strict,
  };
}

async function exploreAll(cli: Cli, scenarios: readonly (Scenario & Job)[], options: Options): Promise<void> {
  const all: Explored[] = [];
  let written = false;
  const abort = new AbortController();
  const takeBack = cli.onInterrupt(() => abort.abort());
  for (const scenario of scenarios) {
    if (abort.signal.aborted) break;
    const bounds = boundsOf(scenario, options);
    const kept = new KeptExploration(cli, scenario, { ...bounds, seed: options.randomSeed });
    const resume = options.resume ? kept.read() : undefined;
    if (options.resume && !resume) cli.note('nothing was left to go on with: it begins anew');
    if (!cli.json) printBounds(cli, scenario, bounds);
    const bar = progressBar(cli, 'orders');
    const searched = {
      ...bounds,
      ...(options.randomSeed === undefined ? {} : { seed: options.randomSeed }),
      onProgress: bar.show,
      signal: abort.signal,
      resume,
    };
    const found =
      options.jobs > 1 && !resume
        ? await exploreOnThreads(scenario, searched, options.jobs)
        : await exploreScenario(scenario, searched);
    if (found.resume) kept.write(found.resume);
    else kept.forget();
    bar.clear();
    const explored = { scenario, bounds, found };
    all.push(explored);
    const worst = shortestViolation(found.outcomes);
    if (worst) cli.exitCode = 1;
    if (cli.json && scenarios.length > 1) {
      const { file, name } = scenario;
      cli.out(JSON.stringify({ file, scenario: name, ...exploredJSON([explored]) }));
    }
    if (!cli.json) printExplored(cli, explored);
    if (!worst) continue;
    const run = await replay(scenario, bounds, worst.seed);
    const minimal = await minimalCase(scenario, run);
    const keep = options.write !== undefined && !written;
    if (keep) {
      writeFileInFolders(options.write!, minimal?.text ?? scenarioFileOf(scenario, run));
      written = true;
    }
    if (!cli.json) explainOrder(cli, explored, worst, { run, minimal }, keep ? options.write : undefined);
  }
  takeBack();
  if (cli.json) cli.out(JSON.stringify(exploredJSON(all)));
}

async function playOne(
  cli: Cli,
  scenarios: readonly Scenario[],
  options: Options,
  seed: bigint,
): Promise<void> {
  const [scenario, other] = scenarios as [Scenario, Scenario?];
  if (other)
    throw new SigError(
      USAGE,
      `a seed belongs to one scenario, and there are ${scenarios.length}`,
      'choose one with --grep',
    );
  const bounds = boundsOf(scenario, options);
  const run = await replay(scenario, bounds, seed);
  if (run.broken) cli.exitCode = 1;
  if (options.write !== undefined) writeFileInFolders(options.write, scenarioFileOf(scenario, run));
  if (!cli.json) {
    printOrder(cli, scenario, run);
    return;
  }
  const { outcome, broken, picks } = run;
  const outcomes = [{ outcome, count: 1, invariant: broken?.invariant ?? null, seed, picks }];
  const found = { orders: 1, complete: false, outcomes, violations: broken ? 1 : 0, asExpected: 0 };
  cli.out(JSON.stringify(exploredJSON([{ scenario, bounds, found }])));
}

function shortestViolation(outcomes: readonly Outcome[]): Outcome | undefined {
  let best: Outcome | undefined;
  for (const outcome of outcomes) {
    if (outcome.invariant !== null && (!best || shorter(outcome.picks, best.picks))) best = outcome;
  }
  return best;
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

function kindList(text: string): string[] {
  const kinds = text.split(',').map((each) => each.trim());
  const wrong = kinds.find((each) => !faultNames.includes(each));
  if (wrong !== undefined)
    throw new InvalidArgumentError(`there is no fault "${wrong}", there is ${faultNames.join(', ')}`);
  return kinds;
}

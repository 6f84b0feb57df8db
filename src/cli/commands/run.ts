import { Command } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { findFiles } from '../../scenario/files.js';
import type { Scenario } from '../../scenario/plan.js';
import { reporters } from '../../scenario/report/reporters.js';
import { runAll } from '../../scenario/run-all.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { parseAddress } from '../hub/open-hub.js';
import { printError } from '../print/error.js';
import { runWithChaos } from '../scenarios/chaos.js';
import { LastFailed } from '../scenarios/last-failed.js';
import { loadAll, notRunText, printFileErrors, printWarnings } from '../scenarios/load-all.js';
import { openReports } from '../scenarios/report-outputs.js';
import {
  matching,
  parseRegex,
  parseShard,
  parseWholeNumber,
  type Shard,
  shardOf,
} from '../scenarios/selection.js';
import { watchScenarios } from '../watch-scenarios.js';

interface Options {
  realTime?: boolean;
  hub?: string;
  seed?: number;
  jobs: number;
  grep?: RegExp;
  shard?: Shard;
  lastFailed?: boolean;
  retries: number;
  watch?: boolean;
  bail?: boolean;
  chaos?: number;
  reporter?: string[];
}

export default function run(cli: Cli): Command {
  return new Command()
    .argument('[files...]', 'files, folders or globs of *.sig.yaml; here if left out')
    .option('--seed <n>', 'seed of all that is random', parseWholeNumber)
    .option('--real-time', 'wait for real in place of jumping through virtual time')
    .option('--hub <url>', 'run against a live hub (ws://127.0.0.1:PORT), in real time')
    .option('--jobs <n>', 'run on so many threads', parseWholeNumber, 1)
    .option('--grep <pattern>', 'only scenarios whose name or tag matches', parseRegex)
    .option('--shard <i/n>', 'only the first (1/4), second (2/4) ... part of all', parseShard)
    .option('--last-failed', 'only those that failed when sig run was called here last')
    .option(
      '--retries <n>',
      'run what fails again, so many times, each with the next seed',
      parseWholeNumber,
      0,
    )
    .option(
      '--chaos <seed>',
      'add latencies, duplicates and crashes, and tell which expectations mind',
      parseWholeNumber,
    )
    .option('--bail', 'stop at the first failure')
    .option('--watch', 'run again when a file changes')
    .option(
      '--reporter <name[=file]>',
      `${Object.keys(reporters).join(', ')}; may be given more than once`,
      collect,
    )
    .addHelpText(
      'after',
      examples(
        ['sig run', 'every scenario in this folder'],
        ['sig run examples --grep ghost', 'only those with "ghost" in their name'],
        ['sig run --last-failed', 'what failed before, after a change'],
        ['sig run --shard 2/4', 'a quarter of them, on one of four machines'],
        ['sig run --reporter terminal --reporter html=report.html', 'a page to look at too'],
        ['sig run calls.sig.yaml --hub ws://127.0.0.1:7447', 'against a live hub'],
      ),
    )
    .action(async (patterns: string[], options: Options) => {
      const where = patterns.length > 0 ? patterns : ['.'];
      cli.exitCode = await runOnce(cli, where, options);
      if (options.watch) await runAgainAndAgain(cli, where, options);
    });
}

/** @returns the exit code: 0 all passed, 1 one failed, 2 a file is wrong */
async function runOnce(cli: Cli, patterns: readonly string[], options: Options): Promise<number> {
  const loaded = loadAll(findFiles(patterns));
  printFileErrors(cli, loaded.errors);
  printWarnings(cli, loaded.warnings);
  const isWrong = loaded.wrongFiles > 0;
  if (isWrong && loaded.scenarios.length === 0) return 2;
  const lastFailed = new LastFailed(cli);
  let chosen = matching(loaded.scenarios, options.grep);
  if (options.lastFailed) {
    const failedBefore = lastFailed.of(chosen);
    if (!failedBefore) cli.note('none of these has failed last time: all are run');
    chosen = failedBefore ?? chosen;
  }
  if (options.shard) chosen = shardOf(chosen, options.shard);
  if (options.chaos !== undefined) return runWithChaos(cli, chosen, options.chaos);
  const reports = openReports(cli, options.reporter ?? []);
  const startedAt = cli.clock.now();
  const ran: Scenario[] = [];
  const failed: Scenario[] = [];
  let passed = 0;
  await runAll(chosen, {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.realTime ? { realTime: true } : {}),
    ...(options.hub === undefined ? {} : liveHub(cli, options.hub)),
    jobs: options.jobs,
    bail: options.bail ?? false,
    retries: options.retries,
    onResult(result, timing) {
      ran.push(result.scenario);
      if (result.status === 'passed') passed++;
      else failed.push(result.scenario);
      for (const { reporter } of reports) reporter.ended(result, timing);
    },
  });
  const tookMs = cli.clock.now() - startedAt;
  for (const { reporter, close } of reports) {
    reporter.done({ passed, failed: failed.length, startedAt, tookMs });
    close();
  }
  lastFailed.write(ran, failed);
  if (isWrong) cli.note(cli.paint.red(notRunText(loaded)));
  return isWrong ? 2 : failed.length === 0 ? 0 : 1;
}

/** Where the devices connect, and the token by which the hub's offline pushes are seen. */
function liveHub(cli: Cli, url: string): { hub: string; token: string } {
  const { host, port, token } = parseAddress(url, cli);
  return { hub: `ws://${host.includes(':') ? `[${host}]` : host}:${port}`, token };
}

/** Runs again whenever a scenario changes, until Ctrl-C; the exit code is the last run's. */
async function runAgainAndAgain(cli: Cli, patterns: readonly string[], options: Options): Promise<void> {
  let running = Promise.resolve();
  const again = async () => {
    cli.note(cli.paint.dim('changed: running again'));
    try {
      cli.exitCode = await runOnce(cli, patterns, options);
    } catch (thrown) {
      const error = SigError.from(thrown);
      cli.exitCode = error.code === USAGE ? 2 : 1;
      printError(cli, error);
    }
    cli.note(cli.paint.dim(WATCHING));
  };
  const stop = watchScenarios(patterns, cli.clock, () => {
    running = running.then(again);
  });
  cli.note(cli.paint.dim(WATCHING));
  const { promise: interrupted, resolve } = Promise.withResolvers<void>();
  const takeBack = cli.onInterrupt(() => resolve());
  await interrupted;
  takeBack();
  stop();
  await running;
}

const WATCHING = 'watching; Ctrl-C ends it';

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

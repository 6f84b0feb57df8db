import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { realClock } from '../../runtime/real-clock.js';
import { findFiles, loadFile } from '../../scenario/files.js';
import type { FileError } from '../../scenario/format/file-error.js';
import type { Scenario } from '../../scenario/plan.js';
import type { Reporter } from '../../scenario/report/reporter.js';
import { reporters } from '../../scenario/report/reporters.js';
import { type Job, runAll } from '../../scenario/run-all.js';
import { didYouMean } from '../../text/did-you-mean.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { parseAddress } from '../hub/open-hub.js';
import { printError } from '../print/error.js';
import { watchScenarios } from '../watch-scenarios.js';

interface Options {
  realTime?: boolean;
  hub?: string;
  seed?: number;
  jobs: number;
  grep?: RegExp;
  watch?: boolean;
  bail?: boolean;
  reporter?: string[];
}

export default function run(cli: Cli): Command {
  return new Command()
    .argument('[files...]', 'files, folders or globs of *.sig.yaml; here if left out')
    .option('--seed <n>', 'seed of all that is random', wholeNumber)
    .option('--real-time', 'wait for real in place of jumping through virtual time')
    .option('--hub <url>', 'run against a live hub (ws://127.0.0.1:PORT), in real time')
    .option('--jobs <n>', 'run on so many threads', wholeNumber, 1)
    .option('--grep <pattern>', 'only scenarios whose name or tag matches', regex)
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
  const { scenarios, errors } = loadAll(findFiles(patterns));
  if (errors.length > 0) {
    printFileErrors(cli, errors);
    return 2;
  }
  const { grep } = options;
  const chosen = grep
    ? scenarios.filter(({ name, tags }) => grep.test(name) || tags.some((tag) => grep.test(tag)))
    : scenarios;
  if (chosen.length === 0)
    throw new SigError(
      USAGE,
      `no scenario matches ${grep?.source}`,
      'sig run without --grep runs all of them',
    );
  const outputs = reportersOf(cli, options.reporter ?? []);
  const began = realClock.now();
  let failed = 0;
  let passed = 0;
  await runAll(chosen, {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.realTime ? { realTime: true } : {}),
    ...(options.hub === undefined ? {} : liveHub(cli, options.hub)),
    jobs: options.jobs,
    bail: options.bail ?? false,
    onResult(result, tookMs) {
      if (result.status === 'passed') passed++;
      else failed++;
      for (const { reporter } of outputs) reporter.ended(result, tookMs);
    },
  });
  const summary = { passed, failed, tookMs: realClock.now() - began };
  for (const { reporter, close } of outputs) {
    reporter.done(summary);
    close();
  }
  return failed === 0 ? 0 : 1;
}

/** Where the devices connect, and the token by which the hub's offline pushes are seen. */
function liveHub(cli: Cli, url: string): { hub: string; token: string } {
  const { host, port, token } = parseAddress(url, cli);
  return { hub: `ws://${host.includes(':') ? `[${host}]` : host}:${port}`, token };
}

export function loadAll(files: readonly string[]): { scenarios: (Scenario & Job)[]; errors: FileError[] } {
  const scenarios: (Scenario & Job)[] = [];
  const errors: FileError[] = [];
  for (const file of files) {
    const loaded = loadFile(file);
    errors.push(...loaded.errors);
    scenarios.push(...loaded.scenarios.map((scenario, index) => ({ ...scenario, index })));
  }
  return { scenarios, errors };
}

/** What is wrong in files, each with its line underlined; as JSON, one line each. */
export function printFileErrors(cli: Cli, errors: readonly FileError[]): void {
  for (const error of errors) {
    const { file, line, col, message, hint } = error;
    if (cli.json) cli.out(JSON.stringify({ error: { code: error.code, message, hint, file, line, col } }));
    else {
      const [first, ...rest] = error.render().split('\n');
      cli.note([cli.paint.red(first!), ...rest].join('\n'));
    }
  }
}

function reportersOf(cli: Cli, asked: readonly string[]): { reporter: Reporter; close: () => void }[] {
  const names = asked.length > 0 ? asked : [cli.json ? 'json' : 'terminal'];
  return names.map((each) => {
    const [name, ...rest] = each.split('=') as [string, ...string[]];
    const file = rest.join('=');
    const make = Object.hasOwn(reporters, name) ? reporters[name] : undefined;
    if (!make) {
      const near = didYouMean(name, Object.keys(reporters));
      throw new SigError(
        USAGE,
        `there is no reporter ${name}`,
        near ? `did you mean ${near}?` : `there is ${Object.keys(reporters).join(', ')}`,
      );
    }
    if (file === '') {
      return {
        reporter: make({ write: (line) => cli.out(line), paint: cli.paint, columns: cli.columns }),
        close() {},
      };
    }
    const lines: string[] = [];
    const reporter = make({ write: (line) => lines.push(line), paint: cli.paint, columns: 100 });
    return { reporter, close: () => writeFileSync(file, `${lines.join('\n')}\n`) };
  });
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

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number from 0 up');
  return Number(text);
}

function regex(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch (thrown) {
    throw new InvalidArgumentError((thrown as Error).message);
  }
}

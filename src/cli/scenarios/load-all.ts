import { loadFile } from '../../scenario/files.js';
import type { FileError } from '../../scenario/format/file-error.js';
import type { Scenario } from '../../scenario/plan.js';
import type { Job } from '../../scenario/run-all.js';
import { printable } from '../../text/printable.js';
import type { Cli } from '../cli.js';

/** What files hold; of a file with something wrong in it, only that. */
export interface LoadedFiles {
  scenarios: (Scenario & Job)[];
  errors: FileError[];
  warnings: FileError[];
  /** Files with something wrong in them. */
  wrongFiles: number;
  /** Scenarios in these. */
  notRun: number;
}

export function loadAll(files: readonly string[]): LoadedFiles {
  const all: LoadedFiles = { scenarios: [], errors: [], warnings: [], wrongFiles: 0, notRun: 0 };
  for (const file of files) {
    const loaded = loadFile(file);
    all.errors.push(...loaded.errors);
    all.warnings.push(...loaded.warnings);
    if (loaded.errors.length > 0) {
      all.wrongFiles++;
      all.notRun += loaded.documents;
    } else all.scenarios.push(...loaded.scenarios.map((scenario, index) => ({ ...scenario, index })));
  }
  return all;
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

/** What is allowed, and probably not meant. */
export function printWarnings(cli: Cli, warnings: readonly FileError[]): void {
  for (const { file, line, col, message, hint } of warnings) {
    cli.note(`${cli.paint.yellow('warning')} ${printable(`${file}:${line}:${col}: ${message}`)}`);
    if (hint !== undefined) cli.note(`  ${printable(hint)}`);
  }
}

/** `2 files are wrong: 3 scenarios in them were not run`. */
export function notRunText({ wrongFiles, notRun }: LoadedFiles): string {
  const files = wrongFiles === 1 ? '1 file is wrong' : `${wrongFiles} files are wrong`;
  const were = notRun === 1 ? '1 scenario' : `${notRun} scenarios`;
  return `${files}: ${were} in ${wrongFiles === 1 ? 'it' : 'them'} ${notRun === 1 ? 'was' : 'were'} not run`;
}

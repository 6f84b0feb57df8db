import { appendFileSync } from 'node:fs';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { fileProblem, writeFileInFolders } from '../../scenario/file-problem.js';
import type { Reporter, ReportOutput } from '../../scenario/report/reporter.js';
import { reporters } from '../../scenario/report/reporters.js';
import { didYouMean } from '../../text/did-you-mean.js';
import type { Cli } from '../cli.js';

export interface OpenReport {
  reporter: Reporter;
  /** Writes the report's file. @throws SigError when it cannot be written */
  close(): void;
}

/** Reporters by what `--reporter` says: `NAME`, or `NAME=FILE`. @throws SigError before anything runs */
export function openReports(cli: Cli, asked: readonly string[]): OpenReport[] {
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
      const write = (line: string) => cli.out(line);
      return { reporter: make({ ...surroundings(cli), write, columns: cli.columns }), close() {} };
    }
    writeFileInFolders(file, '');
    const lines: string[] = [];
    const reporter = make({ ...surroundings(cli), write: (line) => lines.push(line), columns: 100 });
    return { reporter, close: () => writeFileInFolders(file, `${lines.join('\n')}\n`) };
  });
}

/** What GitHub Actions tells a step of itself. */
function surroundings({ env, paint }: Cli): Omit<ReportOutput, 'write' | 'columns'> {
  const { GITHUB_WORKSPACE: workspace, GITHUB_STEP_SUMMARY: summary } = env;
  return {
    paint,
    ...(workspace ? { workspace } : {}),
    ...(summary ? { summarize: (markdown: string) => append(summary, markdown) } : {}),
  };
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (thrown) {
    throw fileProblem(thrown, file, 'write');
  }
}

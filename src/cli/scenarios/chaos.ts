import { runChaos } from '../../scenario/chaos.js';
import type { Scenario } from '../../scenario/plan.js';
import { printable } from '../../text/printable.js';
import type { Cli } from '../cli.js';

/** Tells of each scenario which of its expectations chaos makes fail. @returns the exit code: 1 when one fails without any */
export async function runWithChaos(cli: Cli, scenarios: readonly Scenario[], seed: number): Promise<number> {
  let code = 0;
  for (const scenario of scenarios) {
    const report = await runChaos(scenario, seed);
    if (report.failsAnyway) code = 1;
    const { file, name } = scenario;
    if (cli.json) {
      cli.out(JSON.stringify({ file, scenario: name, seed, ...report }));
      continue;
    }
    const { paint } = cli;
    cli.out(paint.bold(printable(name)));
    if (report.failsAnyway) {
      cli.out(paint.red('  ✗ fails without any chaos: let sig run pass first'));
      continue;
    }
    cli.out(paint.dim(`  ${report.unharmed} of ${report.runs} runs were none the worse`));
    if (report.sensitive.length === 0)
      cli.out(paint.green(`  ✓ none of ${report.expectations} expectations minds`));
    for (const { line, step, count, disturbance, seen } of report.sensitive) {
      cli.out(`  ${paint.yellow(`${count} ×`)} ${printable(`${file}:${line}`)}  ${printable(step)}`);
      cli.out(paint.dim(`      with ${printable(disturbance)}`));
      cli.out(paint.dim(`      ${printable(seen)}`));
    }
  }
  return code;
}

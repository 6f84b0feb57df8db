import { sequenceText } from '../../trace/sequence-text.js';
import { formatDuration } from '../format/duration.js';
import type { Failure } from '../play.js';
import type { ScenarioResult } from '../run.js';
import { diagramOf } from './diagram.js';
import type { MakeReporter, ReportOutput } from './reporter.js';

/** How many of the last events a failure shows. */
const LAST_STEPS = 12;

/** For people: a line for each scenario, and for a failure its step, both sides of it, and the last events as a diagram. */
export const terminal: MakeReporter = (output) => {
  const { write, paint } = output;
  let file = '';
  const failed: ScenarioResult[] = [];
  return {
    ended(result) {
      const { scenario, status, tookMs } = result;
      if (scenario.file !== file) {
        file = scenario.file;
        write(paint.underline(file));
      }
      const mark = status === 'passed' ? paint.green('✓') : paint.red('✗');
      write(`  ${mark} ${scenario.name} ${paint.dim(`(${formatDuration(tookMs)} of its time)`)}`);
      if (status === 'failed') failed.push(result);
    },
    done({ passed, failed: count, tookMs }) {
      for (const result of failed) explain(output, result);
      write('');
      const counts = [paint.green(`${passed} passed`), ...(count > 0 ? [paint.red(`${count} failed`)] : [])];
      write(`${counts.join(', ')} ${paint.dim(`in ${formatDuration(tookMs)}`)}`);
    },
  };
};

function explain(output: ReportOutput, result: ScenarioResult): void {
  const { write, paint, columns } = output;
  const { scenario, failures, seed } = result;
  write('');
  write(paint.red.bold(`✗ ${scenario.name}`));
  for (const failure of failures) {
    write(`  ${paint.cyan(`${scenario.file}:${failure.line}`)}  ${failure.step}`);
    for (const line of sideBySide(failure, columns - 4)) write(`    ${line}`);
  }
  write(paint.dim(`  seed ${seed}; the last events:`));
  const sequence = diagramOf(result);
  const { title: _, ...rest } = sequence;
  const steps = rest.steps.slice(-LAST_STEPS);
  for (const line of sequenceText({ ...rest, steps }, { width: Math.max(40, columns - 2) }).split('\n'))
    write(`  ${line}`);
}

/** Expected on the left, seen on the right; one below the other where there is no room. */
export function sideBySide({ expected, seen }: Failure, columns: number): string[] {
  const left = ['expected', ...expected.split('\n')];
  const right = ['seen', ...seen.split('\n')];
  const width = Math.max(...left.map((line) => line.length));
  const widest = Math.max(...right.map((line) => line.length));
  if (width + widest + 3 > columns) {
    return [
      ...expected.split('\n').map((line) => `expected  ${line}`),
      ...seen.split('\n').map((line) => `seen      ${line}`),
    ];
  }
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, row) =>
    `${(left[row] ?? '').padEnd(width)} │ ${right[row] ?? ''}`.trimEnd(),
  );
}

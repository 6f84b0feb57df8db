import { blankControls } from '../../text/printable.js';
import { padText, textWidth, wrapText } from '../../text/width.js';
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
      const { scenario, status, tookMs, retries, seed } = result;
      const again = retries === undefined ? '' : paint.yellow(` at try ${retries + 1}, with seed ${seed}`);
      if (scenario.file !== file) {
        file = scenario.file;
        write(paint.underline(blankControls(file)));
      }
      const mark = status === 'passed' ? paint.green('✓') : paint.red('✗');
      write(
        `  ${mark} ${blankControls(scenario.name)} ${paint.dim(`(${formatDuration(tookMs)} of its time)`)}${again}`,
      );
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
  write(paint.red.bold(`✗ ${blankControls(scenario.name)}`));
  for (const failure of failures) {
    write(
      `  ${paint.cyan(blankControls(`${scenario.file}:${failure.line}`))}  ${blankControls(failure.step)}`,
    );
    for (const line of sideBySide(failure, columns - 4)) write(`    ${line}`);
  }
  write(paint.dim(`  seed ${seed}; the last events:`));
  const sequence = diagramOf(result);
  const { title: _, ...rest } = sequence;
  const steps = rest.steps.slice(-LAST_STEPS);
  const drawn = sequenceText({ ...rest, steps }, { width: Math.max(40, columns - 2) });
  for (const line of drawn.trimEnd().split('\n')) write(`  ${line}`);
}

/** The least that a side needs. */
const NARROWEST = 24;

/** Expected on the left, seen on the right; one below the other where there is no room. */
export function sideBySide({ expected, seen }: Failure, columns: number): string[] {
  const width = Math.min(widest(['expected', expected]), Math.floor((columns - 3) * EXPECTED_SHARE));
  const room = columns - 3 - width;
  if (Math.min(width, room) < NARROWEST && widest([expected, seen]) > NARROWEST)
    return ['expected', ...indented(expected, columns), 'seen', ...indented(seen, columns)];
  const left = ['expected', ...wrapped(expected, width)];
  const right = ['seen', ...wrapped(seen, room)];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `${padText(left[row] ?? '', width)} │ ${right[row] ?? ''}`.trimEnd(),
  );
}

/** How much of the width the expected side may take: what was seen says more. */
const EXPECTED_SHARE = 0.4;

function widest(texts: readonly string[]): number {
  return Math.max(...texts.flatMap((text) => text.split('\n')).map(textWidth));
}

function indented(text: string, columns: number): string[] {
  return wrapped(text, Math.max(NARROWEST, columns - 2)).map(
    (line) => `${isCommand(line) ? '│' : ' '} ${line}`,
  );
}

/** What GitHub would take for a command to itself at the beginning of a line. */
function isCommand(line: string): boolean {
  return /^\s*(::|##\[)/.test(line);
}

function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapText(blankControls(line), columns));
}

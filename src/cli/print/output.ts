import { printable } from '../../text/printable.js';
import type { TraceEvent } from '../../trace/event.js';
import type { Cli } from '../cli.js';
import { eventLines } from './event.js';

/** As JSON, or as a person reads it. In a REPL events show by themselves as they come. */
export function printEvent(cli: Cli, event: TraceEvent): void {
  if (cli.showsEvents) return;
  if (cli.json) cli.out(JSON.stringify(event));
  else for (const line of eventLines(cli, event)) cli.out(line);
}

/** What a person should know beside the answer. */
export function printNote(cli: Cli, text: string): void {
  if (!cli.json) cli.note(cli.paint.dim(`• ${printable(text)}`));
}

/** The last line of a command that acts: `{"result":...}` for machines, words for a person if there are any. */
export function printResult(cli: Cli, result: unknown, words?: string): void {
  if (cli.json) cli.out(JSON.stringify({ result }));
  else if (words !== undefined) cli.note(printable(words));
}

/**
 * Rows of a list: each as JSON, or as lines that a person reads.
 * @param none what to say when there are none
 */
export function printRows<Row>(
  cli: Cli,
  rows: readonly Row[],
  none: string,
  lines: (rows: readonly Row[]) => string[],
): void {
  if (cli.json) for (const row of rows) cli.out(JSON.stringify(row));
  else if (rows.length === 0) cli.note(printable(none));
  else for (const line of lines(rows)) cli.out(line);
}

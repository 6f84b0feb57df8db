import type { MethodName, MethodParams, MethodResult } from '../gateway/control/protocol.js';
import { printable } from '../text/printable.js';
import type { TraceEvent } from '../trace/event.js';
import type { Cli } from './cli.js';
import type { HubClient } from './hub/client.js';
import { eventLines } from './print/event.js';

/** What a command did, and up to where of the trace it has been shown. */
export interface Done<T> {
  value: T;
  /** Number of the last event that was printed. */
  seq: number;
}

/** Makes the hub do something, and prints what that caused. @throws SigError with the hub's code, after what was caused */
export async function perform<Name extends MethodName>(
  cli: Cli,
  hub: HubClient,
  method: Name,
  params: MethodParams<Name>,
): Promise<Done<MethodResult<Name>>> {
  let seq = 0;
  const value = await hub.call(method, params, {
    event(event) {
      seq = Math.max(seq, event.seq);
      printEvent(cli, event);
    },
    note: (text) => printNote(cli, text),
  });
  return { value, seq };
}

/** As JSON, or as a person reads it. In a REPL events show by themselves as they come. */
export function printEvent(cli: Cli, event: TraceEvent): void {
  if (cli.showsEvents) return;
  if (cli.json) cli.out(JSON.stringify(event));
  else for (const line of eventLines(cli, event)) cli.out(line);
}

export function printNote(cli: Cli, text: string): void {
  if (!cli.json) cli.note(cli.paint.dim(`• ${printable(text)}`));
}

/** The last line of a command that acts, for machines. */
export function printResult(cli: Cli, result: unknown): void {
  if (cli.json) cli.out(JSON.stringify({ result }));
}

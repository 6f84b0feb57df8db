import type { MethodName, MethodParams, MethodResult } from '../gateway/control/protocol.js';
import type { Cli } from './cli.js';
import type { HubClient } from './hub/client.js';
import { printEvent, printNote, printResult } from './print/output.js';

/** What a command did, and up to where of the trace it has been shown. */
export interface Done<T> {
  value: T;
  /** Number of the last event that was printed. */
  seq: number;
}

/** Makes the hub do something and prints what that caused. @throws SigError with the hub's code, after what was caused */
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

/** All that most commands do: {@link perform}, then the result for machines, or words for a person. */
export async function act<Name extends MethodName>(
  cli: Cli,
  hub: HubClient,
  method: Name,
  params: MethodParams<Name>,
  words?: (value: MethodResult<Name>) => string,
): Promise<void> {
  const { value } = await perform(cli, hub, method, params);
  printResult(cli, value, words?.(value));
}

import type { MethodName, MethodParams, MethodResult } from '../gateway/control/protocol.js';
import type { Cli } from './cli.js';
import { type HubChoice, openHub } from './hub/open-hub.js';
import { perform, printResult } from './perform.js';

/** Makes the hub do one thing, prints what that caused, and says in words that it is done. */
export async function simply<Name extends MethodName>(
  cli: Cli,
  choice: HubChoice,
  method: Name,
  params: MethodParams<Name>,
  words: (value: MethodResult<Name>) => string,
): Promise<void> {
  const hub = await openHub(cli, choice);
  try {
    const { value } = await perform(cli, hub, method, params);
    printResult(cli, value);
    if (!cli.json) cli.note(words(value));
  } finally {
    await hub.close();
  }
}

import type { MethodName } from '../gateway/control/methods/index.js';
import type { Cli } from './cli.js';
import { type HubChoice, openHub } from './hub/open-hub.js';
import { perform, printResult } from './perform.js';

/** Makes the hub do one thing, prints what that caused, and says in words that it is done. */
export async function simply<T>(
  cli: Cli,
  choice: HubChoice,
  method: MethodName,
  params: object,
  words: (value: T) => string,
): Promise<void> {
  const hub = await openHub(cli, choice);
  try {
    const { value } = await perform<T>(cli, hub, method, params);
    printResult(cli, value);
    if (!cli.json) cli.note(words(value));
  } finally {
    await hub.close();
  }
}

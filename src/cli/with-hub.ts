import type { Cli } from './cli.js';
import type { HubClient } from './hub/client.js';
import { NoHubError } from './hub/http-client.js';
import { type HubChoice, openHub, runningHub } from './hub/open-hub.js';

/** Opens the hub that was chosen, starting one where that is meant, and lets go of it again whatever happens. */
export async function withHub<T>(
  cli: Cli,
  choice: HubChoice,
  use: (hub: HubClient) => Promise<T>,
): Promise<T> {
  const hub = await openHub(cli, choice);
  try {
    return await use(hub);
  } finally {
    await hub.close();
  }
}

/** The same with a hub that runs already; none is started. @returns undefined where none runs */
export async function withRunningHub<T>(
  cli: Cli,
  choice: HubChoice,
  use: (hub: HubClient) => Promise<T>,
): Promise<T | undefined> {
  const hub = await runningHub(cli, choice);
  try {
    return hub && (await use(hub));
  } catch (thrown) {
    // It left its state file behind when it was killed.
    if (thrown instanceof NoHubError) return undefined;
    throw thrown;
  } finally {
    await hub?.close();
  }
}

/** The same hub, for commands that share it: none of them closes it. */
export function sharedHub(hub: HubClient): HubClient {
  return { call: hub.call.bind(hub), events: hub.events.bind(hub), close: async () => {} };
}

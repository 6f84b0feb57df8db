import type { Cli } from '../cli.js';
import type { HubState } from '../hub/state.js';

/** The one line that says that a hub was started in the background. */
export function startedLine({ paint }: Cli, { host, port }: HubState): string {
  return paint.dim(`started a hub in the background at ${host}:${port} (sig hub stop ends it)`);
}

import type { Hub } from '../hub/hub.js';
import { SigError } from '../im/sig-error.js';
import type { ResponseBody } from '../im/wire.js';

/**
 * Lets this process command the hub as a backend does by REST.
 * @returns a function that runs one command, and throws SigError with the answer's code when that is not 0
 */
export function administrator(hub: Hub): (command: string, body: object) => Promise<ResponseBody> {
  const session = hub.openAdmin('administrator', hub.settings.key?.sdkAppID ?? 0);
  return async (command, body) => {
    const answer = await hub.request(session, command, body);
    if (answer.ErrorCode !== 0) throw new SigError(answer.ErrorCode, answer.ErrorInfo || undefined);
    return answer;
  };
}

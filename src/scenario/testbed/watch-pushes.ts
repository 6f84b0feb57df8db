import { readControlLines } from '../../gateway/control/read-lines.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { TraceEvent } from '../../trace/event.js';

export type PushShown = Extract<TraceEvent, { kind: 'push' }>;

/**
 * Tells of every push that a live hub's offline phones show from now on.
 * @param url ws://HOST:PORT
 * @returns a function that ends it
 * @throws SigError 9503 when the token is not the hub's, 9508 when there is no hub
 */
export async function watchPushes(
  url: string,
  token: string,
  tell: (push: PushShown) => void,
): Promise<() => void> {
  const abort = new AbortController();
  const address = `${url.replace(/^ws/, 'http')}/control/v1/events`;
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(address, { headers, signal: abort.signal }).catch((thrown: Error) => {
    throw new SigError(CODE.ERR_SDK_NET_DISCONNECT, `no hub answers at ${url}: ${thrown.message}`);
  });
  if (!response.ok || !response.body) {
    abort.abort();
    throw new SigError(
      response.status === 401 ? CODE.ERR_SDK_NET_AUTH_INVALID : CODE.ERR_SDK_NET_DISCONNECT,
      `the hub at ${url} does not know this token`,
    );
  }
  const lines = response.body.pipeThrough(new TextDecoderStream());
  // A hub that goes away is noticed by the devices; here it only means that nothing more comes.
  readControlLines(lines, (line) => {
    if (line.type === 'event' && line.event.kind === 'push') tell(line.event);
  }).catch(() => {});
  return () => abort.abort();
}

import type { ControlContext } from '../../gateway/control/context.js';
import { dispatch } from '../../gateway/control/dispatch.js';
import { type EventFilter, streamEvents } from '../../gateway/control/events.js';
import type { ControlLine, MethodName, MethodParams, MethodResult } from '../../gateway/control/protocol.js';
import { startHub } from '../../gateway/running-hub.js';
import { MemoryStore } from '../../hub/store/memory-store.js';
import { SigError } from '../../im/sig-error.js';
import { realEntropy } from '../../runtime/entropy.js';
import { version } from '../version.js';
import type { AnswerListener, EventStream, HubClient, StreamListener } from './client.js';

/** A hub inside this process, gone when it ends. Its endpoints are open too, on any free port. */
export async function localHub(): Promise<HubClient> {
  const hub = await startHub({
    store: new MemoryStore(),
    storeName: 'memory',
    version: version(),
    token: realEntropy.uuid(),
  });
  return clientOf(hub.context, () => hub.close());
}

/** A client that needs no endpoint. @param close lets go of the hub */
export function clientOf(context: ControlContext, close: () => Promise<void>): HubClient {
  return {
    async call<Name extends MethodName>(
      method: Name,
      params: MethodParams<Name>,
      listener: AnswerListener = {},
    ): Promise<MethodResult<Name>> {
      let outcome: ControlLine | undefined;
      await dispatch(context, method, params, (line) => {
        if (line.type === 'event') listener.event?.(line.event);
        else if (line.type === 'note') listener.note?.(line.text);
        else outcome = line;
      });
      if (outcome?.type === 'result') return outcome.value as MethodResult<Name>;
      const { code, message, hint } = (outcome as Extract<ControlLine, { type: 'error' }>).error;
      throw new SigError(code, message, hint);
    },
    events(filter: EventFilter, listener: StreamListener): EventStream {
      const { promise: done, resolve } = Promise.withResolvers<void>();
      const write = (line: ControlLine) => {
        if (line.type === 'event') listener.event(line.event);
        else if (line.type === 'invitation') listener.invitation?.(line.invitation, line.over);
      };
      const stream = streamEvents(context, filter, write, resolve);
      return {
        opened: Promise.resolve(),
        done,
        stop() {
          stream.stop();
          resolve();
        },
      };
    },
    close,
  };
}

import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { withCause } from '../../runtime/cause.js';
import type { TraceEvent } from '../../trace/event.js';
import type { ControlContext } from './context.js';
import { type Note, parseParams } from './method.js';
import { findMethod } from './methods/index.js';
import type { ControlLine } from './protocol.js';
import { devicesHaveHeard } from './settle.js';

/**
 * Runs one call: notes as they come, then the events it caused, then its result or its error, one line each. By then all
 * of it is durable.
 */
export async function dispatch(
  context: ControlContext,
  name: string,
  params: unknown,
  write: (line: ControlLine) => void,
): Promise<void> {
  const { hub, trace } = context.runtime;
  const cause = context.runtime.nextCause();
  const caused: TraceEvent[] = [];
  const leave = trace.subscribe((event) => {
    if (event.cause === cause && isTold(event)) caused.push(event);
  });
  let outcome: ControlLine;
  try {
    const note: Note = (text) => write({ type: 'note', text });
    outcome = { type: 'result', value: await withCause(cause, () => run(context, name, params, note)) };
  } catch (thrown) {
    outcome = { type: 'error', error: SigError.from(thrown).toJSON() };
  }
  await devicesHaveHeard(hub.clock);
  leave();
  try {
    hub.flush();
  } catch (thrown) {
    outcome = { type: 'error', error: SigError.from(thrown).toJSON() };
  }
  for (const event of caused) write({ type: 'event', event });
  write(outcome);
}

async function run(context: ControlContext, name: string, params: unknown, note: Note): Promise<unknown> {
  const method = findMethod(name);
  if (!method)
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `the hub knows no method ${name}`,
      'is this hub of another version?',
    );
  return method.run(context, parseParams(method.params, params), note);
}

/** What a caller is told of: what devices did and heard. A log-in tells of itself by its own kind of event. */
function isTold(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'call':
    case 'result':
      return event.method !== 'login' && event.method !== 'logout';
    case 'event':
    case 'message':
    case 'modified':
    case 'push':
    case 'login':
    case 'logout':
      return true;
    default:
      return false;
  }
}

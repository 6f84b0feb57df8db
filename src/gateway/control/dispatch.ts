import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { Call } from './call.js';
import type { ControlContext } from './context.js';
import { parseParams } from './method.js';
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
  const call = new Call((text) => write({ type: 'note', text }));
  const leave = trace.subscribe((event) => call.hear(event));
  let outcome: ControlLine;
  try {
    const method = findMethod(name);
    if (!method)
      throw new SigError(
        CODE.ERR_INVALID_PARAMETERS,
        `the hub knows no method ${name}`,
        'is this hub of another version?',
      );
    outcome = { type: 'result', value: await method.run(context, parseParams(method.params, params), call) };
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
  for (const event of call.caused()) write({ type: 'event', event });
  write(outcome);
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** Number of a call that makes things happen. It travels with promises; what waits in between hands it on by {@link withCause}. */
export type Cause = number;

const causes = new AsyncLocalStorage<Cause | undefined>();

/** The call in whose doing this code runs, if in any. */
export function currentCause(): Cause | undefined {
  return causes.getStore();
}

/** Runs something as the doing of a call; undefined: as nobody's. */
export function withCause<Value>(cause: Cause | undefined, run: () => Value): Value {
  return causes.getStore() === cause ? run() : causes.run(cause, run);
}

/** The same function as the doing of the call that runs now, whenever it is run; unless it is another call that runs it. */
export function keepCause(run: () => void): () => void {
  const cause = causes.getStore();
  return cause === undefined ? run : () => withCause(causes.getStore() ?? cause, run);
}

import { setImmediate as nodeImmediate } from 'node:timers';
import { MessageChannel } from 'node:worker_threads';

type Run = (run: () => void) => void;

/**
 * Runs something once all promise work that is pending has run out. A test that fakes timers does not fake this one: neither
 * before this module is loaded nor after.
 */
export const macrotask: Run = realImmediate() ?? byMessage;

/** Fake timers carry their clock; jsdom has no setImmediate at all. */
function realImmediate(): Run | undefined {
  return [globalThis.setImmediate, nodeImmediate].find((each) => each && !('clock' in each)) as
    | Run
    | undefined;
}

function byMessage(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.once('message', () => {
    port1.close();
    run();
  });
  port2.postMessage(undefined);
}

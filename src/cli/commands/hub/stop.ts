import { Command } from 'commander';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { realClock } from '../../../runtime/real-clock.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { takeLock } from '../../hub/lock.js';
import { type Paths, paths } from '../../hub/paths.js';
import { readState, removeState } from '../../hub/state.js';
import { printResult } from '../../print/output.js';
import { withRunningHub } from '../../with-hub.js';

/** How long a hub may take to let out what waits and to end. */
const PATIENCE_MS = 10_000;
const POLL_MS = 20;

export default function stop(cli: Cli): Command {
  return new Command('stop')
    .description('stop the hub; what it holds stays on disk')
    .addHelpText('after', examples(['sig hub stop']))
    .action(async () => {
      const where = paths(cli.env);
      const state = readState(where);
      const ending = await withRunningHub(cli, {}, (hub) => hub.call('stop', {}));
      if (!ending) {
        if (state) removeState(where, state.pid);
        printResult(cli, { stopped: false }, 'no hub runs');
        return;
      }
      const { pid } = ending;
      await ended(where, pid);
      printResult(cli, { stopped: true, pid }, 'hub stopped');
    });
}

/** A hub holds its lock until all is written and its port is free. */
async function ended(where: Paths, pid: number): Promise<void> {
  const until = realClock.now() + PATIENCE_MS;
  for (let release = takeLock(where); ; release = takeLock(where)) {
    if (release) return release();
    if (realClock.now() > until)
      throw new SigError(CODE.ERR_SDK_NET_DISCONNECT, `the hub (pid ${pid}) does not end`, `kill ${pid}`);
    await new Promise<void>((resolve) => realClock.setTimer(POLL_MS, resolve));
  }
}

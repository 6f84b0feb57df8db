import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { realClock } from '../../../runtime/real-clock.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { lockHolder, takeLock } from '../../hub/lock.js';
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
      const pid = lostHub(cli, where) ?? (await withRunningHub(cli, {}, (hub) => hub.call('stop', {})))?.pid;
      if (pid === undefined) {
        if (state) removeState(where, state.pid);
        printResult(cli, { stopped: false }, 'no hub runs');
        return;
      }
      await ended(where, pid);
      printResult(cli, { stopped: true, pid }, 'hub stopped');
    });
}

/** A hub that nothing says the place of is told to end by a signal. @returns its pid */
function lostHub(cli: Cli, where: Paths): number | undefined {
  if (cli.hub || cli.env.SIG_HUB || readState(where) || !existsSync(where.lock)) return undefined;
  const holder = lockHolder(where);
  if (!holder || holder.pid === 0) return undefined;
  process.kill(holder.pid, 'SIGTERM');
  return holder.pid;
}

/** A hub holds its lock until all is written and its port is free. */
async function ended(where: Paths, pid: number): Promise<void> {
  const until = realClock.now() + PATIENCE_MS;
  for (let lock = takeLock(where); ; lock = takeLock(where)) {
    if (lock) return lock.release();
    if (realClock.now() > until)
      throw new SigError(CODE.ERR_SDK_NET_DISCONNECT, `the hub (pid ${pid}) does not end`, `kill -9 ${pid}`);
    await new Promise<void>((resolve) => realClock.setTimer(POLL_MS, resolve));
  }
}

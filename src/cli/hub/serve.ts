import { readFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { type NativeOptions, type RunningHub, startHub } from '../../gateway/running-hub.js';
import type { LoginPolicy } from '../../hub/core/settings.js';
import { parseSeed } from '../../hub/seed/parse.js';
import type { Seed } from '../../hub/seed/schema.js';
import type { Store } from '../../hub/store/store.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { realEntropy } from '../../runtime/entropy.js';
import { realClock } from '../../runtime/real-clock.js';
import type { Cli } from '../cli.js';
import { logLine } from '../print/log-line.js';
import { version } from '../version.js';
import { DEFAULT_PORT } from './default-port.js';
import { type HomeLock, lockHolder, takeLock } from './lock.js';
import { stateIsLost } from './lost-state.js';
import { makeHome, type Paths, paths } from './paths.js';
import { readSettings } from './settings-file.js';
import type { StartReport } from './start-background.js';
import { type HubState, readOptions, readState, removeState, writeOptions, writeState } from './state.js';

/** The options of `sig hub start`, as commander gives them. */
export interface ServeOptions {
  port?: number;
  host?: string;
  memory?: boolean;
  seed?: string;
  config?: string;
  strictAccounts?: boolean;
  friendsOnly?: boolean;
  loginPolicy?: LoginPolicy;
  key?: string;
  sdkappid?: number;
  admin?: string[];
  webhook?: string;
  allowHost?: string[];
  token?: string;
  nativePort?: number;
  nativeKey?: string;
  reportOnFd3?: boolean;
}

/** Where native SDKs come in unless told otherwise; the next ones when it is taken. */
const NATIVE_PORTS = Array.from({ length: 10 }, (_, index) => 7448 + index);

/** Runs a hub in this process until it is told to stop. */
export async function serve(cli: Cli, options: ServeOptions, args: string[]): Promise<void> {
  const where = paths(cli.env);
  try {
    const lock = await ownLock(where);
    if ('port' in lock) {
      if (options.reportOnFd3) return report({ running: true });
      throw new SigError(
        CODE.ERR_SDK_INVALID_OPERATION,
        `a hub of ${where.home} runs already (pid ${lock.pid}, port ${lock.port})`,
        'sig hub stop ends it; with another SIG_HOME a second one can run beside it',
      );
    }
    try {
      await run(cli, options, args, where, lock);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    if (options.reportOnFd3) report({ error: SigError.from(thrown).toJSON() });
    throw thrown;
  }
}

/** How long a hub that is stopping, or one that is starting, may take. */
const PATIENCE_MS = 10_000;
const POLL_MS = 20;

/**
 * The lock, once a hub that is on its way out has let go of it; or the state of the hub that serves already.
 * @throws SigError when a hub has the lock but can't be found, or does not come to an end
 */
async function ownLock(where: Paths): Promise<HomeLock | HubState> {
  makeHome(where);
  const until = realClock.now() + PATIENCE_MS;
  for (;;) {
    const lock = takeLock(where);
    if (lock) return lock;
    const holder = lockHolder(where);
    if (holder?.phase === 'serving') return readState(where) ?? stateIsLost(where, holder);
    if (holder && realClock.now() > until) {
      throw new SigError(
        CODE.ERR_SDK_INVALID_OPERATION,
        `another hub of ${where.home} (pid ${holder.pid}) has been ${holder.phase} for ${PATIENCE_MS / 1000} s`,
        `kill -9 ${holder.pid} ends it`,
      );
    }
    await new Promise<void>((resolve) => realClock.setTimer(POLL_MS, resolve));
  }
}

async function run(
  cli: Cli,
  options: ServeOptions,
  args: string[],
  where: Paths,
  lock: HomeLock,
): Promise<void> {
  const stopped = Promise.withResolvers<string>();
  // A hub that fails while it starts says so itself.
  stopped.promise.catch(() => {});
  const token = options.token ?? cli.env.SIG_TOKEN ?? realEntropy.uuid();
  const hub = await startHub({
    ...hubOptions(options, cli.env),
    ...(await openStore(options, where)),
    ...{ version: version(), token, ports: portsToTry(options, where), native: nativeOptions(options) },
    onStop: () => stopped.resolve('asked to stop'),
    onFailure: (error) => stopped.reject(error),
  });
  const { pid } = process;
  const unhear = cli.onInterrupt((why) => stopped.resolve(why));
  try {
    const { bind, port } = hub;
    const keyFromEnvironment = options.key === undefined && Boolean(cli.env.SIG_KEY);
    writeOptions(where, { v: 1, args, keyFromEnvironment, port });
    writeState(where, { v: 1, pid, host: reachable(bind), port, token, version: version(), args });
    lock.enter('serving');
    hub.runtime.trace.subscribe((event) => {
      const line = cli.json ? JSON.stringify(event) : logLine(event);
      if (line !== undefined) cli.out(line);
    });
    sayReady(cli, hub, options);
    if (options.reportOnFd3) report({ ready: true });
    await stopped.promise;
  } finally {
    lock.enter('stopping');
    removeState(where, pid);
    await hub.close();
    unhear();
  }
  if (!cli.json) cli.out(`hub stopped (${await stopped.promise})`);
}

function sayReady(cli: Cli, hub: RunningHub, options: ServeOptions): void {
  const { port, bind } = hub;
  if (cli.json) {
    cli.out(JSON.stringify({ ready: { host: bind, port, pid: process.pid } }));
    return;
  }
  const at = `${reachable(bind)}:${port}`;
  cli.out(`hub ready at http://${at}`);
  cli.out(`  apps      proxyServer: 'ws://${at}'`);
  cli.out(`  backends  http://${at}/v4/...`);
  if (hub.native) cli.out(`  native    ${reachable(bind)}:${hub.native.port} (sig sdk android, ios, ...)`);
  if (!options.key && !cli.env.SIG_KEY) {
    cli.out('  any UserSig is taken; --key SECRET --sdkappid N has them verified');
  }
}

function hubOptions(options: ServeOptions, env: NodeJS.ProcessEnv) {
  const secret = options.key ?? env.SIG_KEY;
  if (secret && options.sdkappid === undefined) {
    throw new SigError(USAGE, 'a key needs --sdkappid too', 'a UserSig is made for one SDKAppID');
  }
  const { strictAccounts, friendsOnly, loginPolicy } = options;
  return {
    settings: {
      ...(options.config === undefined ? {} : readSettings(options.config)),
      ...(strictAccounts === undefined ? {} : { strictAccounts }),
      ...(friendsOnly === undefined ? {} : { friendsOnly }),
      ...(loginPolicy === undefined ? {} : { loginPolicy }),
      key: secret ? { sdkAppID: options.sdkappid!, secret } : undefined,
      administrators: options.admin,
    },
    ...(options.seed === undefined ? {} : { seed: readSeed(options.seed) }),
    ...(options.host === undefined ? {} : { bind: options.host }),
    ...(options.webhook === undefined ? {} : { webhook: options.webhook }),
    ...(options.allowHost === undefined ? {} : { allowHosts: options.allowHost }),
  };
}

function nativeOptions({ nativePort, nativeKey }: ServeOptions): NativeOptions {
  return {
    ports: nativePort === undefined ? [...NATIVE_PORTS, 0] : [nativePort],
    ...(nativeKey !== undefined && { privateKey: readNativeKey(nativeKey) }),
  };
}

/** @throws SigError when the file can't be read */
function readNativeKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (thrown) {
    throw new SigError(USAGE, `the native key can't be read: ${(thrown as Error).message}`);
  }
}

/** @throws SigError when the file can't be read or is no seed */
export function readSeed(file: string): Seed {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new SigError(USAGE, `the seed can't be read: ${(thrown as Error).message}`);
  }
  return parseSeed(text, basename(file));
}

async function openStore(options: ServeOptions, where: Paths): Promise<{ store: Store; storeName: string }> {
  if (options.memory) {
    const { MemoryStore } = await import('../../hub/store/memory-store.js');
    return { store: new MemoryStore(), storeName: 'memory' };
  }
  const { SqliteStore } = await import('../../hub/store/sqlite-store.js');
  return { store: new SqliteStore(where.database), storeName: where.database };
}

/** The port asked for; else the one this home's hub had last, so that apps find it again; else the default; else any. */
function portsToTry({ port }: ServeOptions, where: Paths): number[] {
  if (port !== undefined) return [port];
  const before = readOptions(where)?.port;
  return [...(before === undefined ? [] : [before]), DEFAULT_PORT, 0];
}

/** An address under which a client of this machine reaches what is bound to `bind`. */
function reachable(bind: string): string {
  return bind === '0.0.0.0' ? '127.0.0.1' : bind === '::' ? '::1' : bind;
}

/** Tells the command that started this hub in the background, as long as it listens. */
function report(word: StartReport): void {
  try {
    writeSync(3, `${JSON.stringify(word)}\n`);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPIPE') throw thrown;
  }
}

import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';

/** Where sig keeps what outlives a command: the hub's state file, database and log, the REPL's history. */
export interface Paths {
  home: string;
  state: string;
  /** With what a hub was started last. */
  options: string;
  lock: string;
  database: string;
  log: string;
  history: string;
}

/** SIG_HOME, or the place that the platform has for a user's state (XDG base directories; LOCALAPPDATA on Windows). */
export function paths(env: NodeJS.ProcessEnv): Paths {
  const home = env.SIG_HOME || join(stateFolder(env), 'sig');
  return {
    home,
    state: join(home, 'hub.json'),
    options: join(home, 'hub-options.json'),
    lock: join(home, 'hub.lock'),
    database: join(home, 'hub.db'),
    log: join(home, 'hub.log'),
    history: join(home, 'repl-history'),
  };
}

function stateFolder(env: NodeJS.ProcessEnv): string {
  if (env.XDG_STATE_HOME) return env.XDG_STATE_HOME;
  if (process.platform === 'win32' && env.LOCALAPPDATA) return env.LOCALAPPDATA;
  return join(env.HOME || homedir(), '.local', 'state');
}

/** Makes the folder, for this user's eyes only. @throws SigError when it can't */
export function makeHome(paths: Paths): void {
  try {
    mkdirSync(paths.home, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    throw unwritable(paths, thrown);
  }
}

/** @param thrown what the file system says */
export function unwritable({ home }: Paths, thrown: unknown): SigError {
  return new SigError(
    CODE.ERR_IO_OPERATION_FAILED,
    `sig can't keep its files in ${home}: ${(thrown as Error).message}`,
    'SIG_HOME names another folder; --ephemeral needs none',
  );
}

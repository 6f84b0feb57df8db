import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { makeHome, type Paths, unwritable } from './paths.js';
import { type HubState, readOptions, readState } from './state.js';

const BIN = fileURLToPath(new URL('../../../bin/sig.js', import.meta.url));
/** A log longer than this (bytes) is put aside when a hub starts. */
const MAX_LOG = 5 * 1024 * 1024;

/** What a hub in the background says to the command that started it, on file descriptor 3: one line. */
export type StartReport =
  | { ready: true }
  /** Another hub of this home is up already. */
  | { running: true }
  | { error: { code: number; message: string; hint?: string } };

/**
 * Starts a hub as this home's last one was started, for a command that needs one.
 * @throws SigError as {@link startInBackground}; 6017 when it would be without the key that the last one had
 */
export async function startAgain(
  paths: Paths,
  env: NodeJS.ProcessEnv,
): Promise<{ state: HubState; own: boolean }> {
  return startInBackground(paths, keptArguments(paths, env));
}

/** With what the hub of this home was started last. @throws SigError when its key is missing now */
export function keptArguments(paths: Paths, env: NodeJS.ProcessEnv): string[] {
  const kept = readOptions(paths);
  if (kept?.keyFromEnvironment && !env.SIG_KEY) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      "this home's hub verified UserSigs with the key in SIG_KEY, which is not set here",
      'set SIG_KEY; or sig hub start with other options, for a hub that takes any UserSig',
    );
  }
  return kept?.args ?? [];
}

/**
 * Starts a hub that outlives this command. When another command does the same at the same time, both get the one that won.
 * @param args of `sig hub start`
 * @returns the hub's state, and whether it is this command's own
 * @throws SigError with what kept it from starting
 */
export async function startInBackground(
  paths: Paths,
  args: readonly string[],
): Promise<{ state: HubState; own: boolean }> {
  const log = openLog(paths);
  const child = spawn(process.execPath, [BIN, 'hub', 'start', '--foreground', '--report-on-fd3', ...args], {
    detached: true,
    windowsHide: true,
    cwd: paths.home,
    stdio: ['ignore', log, log, 'pipe'],
    env: { ...process.env, SIG_HOME: paths.home },
  });
  closeSync(log);
  const failed = new Promise<string>((resolve) => child.on('error', (error) => resolve(error.message)));
  const report = await Promise.race([readReport(child.stdio[3] as Readable), failed]);
  child.unref();
  if (typeof report === 'string')
    throw new SigError(CODE.ERR_SDK_NET_CONN_REFUSE, `the hub could not be started: ${report}`);
  if (report === undefined) {
    throw new SigError(
      CODE.ERR_SDK_NET_CONN_REFUSE,
      'the hub ended while starting',
      `its log tells why: ${paths.log}`,
    );
  }
  if ('error' in report) {
    const { code, message, hint } = report.error;
    throw new SigError(code, message, hint);
  }
  const own = 'ready' in report;
  const state = readState(paths);
  if (!state)
    throw new SigError(
      CODE.ERR_SDK_NET_CONN_REFUSE,
      'a hub has started, and ended again at once',
      `its log tells why: ${paths.log}`,
    );
  return { state, own };
}

async function readReport(pipe: Readable): Promise<StartReport | undefined> {
  let text = '';
  for await (const chunk of pipe) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text === '' ? undefined : JSON.parse(text);
}

function openLog(paths: Paths): number {
  makeHome(paths);
  rotateLog(paths);
  try {
    return openSync(paths.log, 'a', 0o600);
  } catch (thrown) {
    throw unwritable(paths, thrown);
  }
}

function rotateLog(paths: Paths): void {
  try {
    if (statSync(paths.log).size > MAX_LOG) renameSync(paths.log, `${paths.log}.1`);
  } catch {
    // There is none yet.
  }
}

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Paths } from './paths.js';

/** What a running hub leaves for other commands to find it. */
export interface HubState {
  v: 1;
  pid: number;
  host: string;
  port: number;
  token: string;
  /** The package's version. */
  version: string;
  /** With what it was started. */
  args: string[];
}

/** With what the hub of a home was started last: it comes back so by itself, until `sig hub start` says otherwise. */
export interface KeptOptions {
  v: 1;
  args: string[];
  /** It had its key from SIG_KEY: that is not kept, and without it no hub is started by itself. */
  keyFromEnvironment: boolean;
  port: number;
}

/** Undefined when there is none, or none that can be read. */
export function readState(paths: Paths): HubState | undefined {
  const state = readJson(paths.state) as Partial<HubState> | undefined;
  const good =
    state?.v === 1 &&
    isPid(state.pid) &&
    typeof state.host === 'string' &&
    isPort(state.port) &&
    typeof state.token === 'string' &&
    typeof state.version === 'string' &&
    isTexts(state.args);
  return good ? (state as HubState) : undefined;
}

export function writeState(paths: Paths, state: HubState): void {
  writeJson(paths.state, state);
}

/** Takes the file away if it is still this process's. */
export function removeState(paths: Paths, pid: number): void {
  if (readState(paths)?.pid === pid) rmSync(paths.state, { force: true });
}

/** Undefined when no hub was started here yet, or the file can't be read. */
export function readOptions(paths: Paths): KeptOptions | undefined {
  const kept = readJson(paths.options) as Partial<KeptOptions> | undefined;
  const good =
    kept?.v === 1 && isTexts(kept.args) && typeof kept.keyFromEnvironment === 'boolean' && isPort(kept.port);
  return good ? (kept as KeptOptions) : undefined;
}

export function writeOptions(paths: Paths, options: KeptOptions): void {
  writeJson(paths.options, options);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place: whoever reads gets the whole of one or the other. For this user's eyes only. */
function writeJson(file: string, value: unknown): void {
  const beside = `${file}.${process.pid}`;
  rmSync(beside, { force: true });
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, file);
}

/** Whether a process of this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPid(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0;
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

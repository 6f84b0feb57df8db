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
  /** With what it was started, so that one that was killed comes back as it was. */
  args: string[];
}

/** Undefined when there is none, or none that can be read. */
export function readState(paths: Paths): HubState | undefined {
  try {
    const state = JSON.parse(readFileSync(paths.state, 'utf8'));
    return state?.v === 1 && Number.isInteger(state.port) && typeof state.token === 'string'
      ? state
      : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place: whoever reads gets the whole of one or the other. */
export function writeState(paths: Paths, state: HubState): void {
  const beside = `${paths.state}.${state.pid}`;
  writeFileSync(beside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, paths.state);
}

/** Takes the file away if it is still this process's. */
export function removeState(paths: Paths, pid: number): void {
  if (readState(paths)?.pid === pid) rmSync(paths.state, { force: true });
}

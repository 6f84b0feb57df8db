import { chmodSync, closeSync, openSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type Paths, unwritable } from './paths.js';

/** How far the process that holds the lock is. */
export type LockPhase = 'starting' | 'serving' | 'stopping';

const PHASES: readonly LockPhase[] = ['starting', 'serving', 'stopping'];

export interface HomeLock {
  enter(phase: LockPhase): void;
  release(): void;
}

/** Who holds the lock, as they wrote into it. */
export interface LockHolder {
  pid: number;
  phase: LockPhase;
}

/** Result codes of SQLite. */
const BUSY = 5;
const NO_DATABASE = [11, 26];

/**
 * Makes this process the one hub of its home, until it ends, however it ends: a database's lock is the operating system's,
 * which takes it back from a process that was killed. (Node has no other lock of that kind.)
 * @returns undefined when another process holds it
 * @throws SigError when nobody can have it: the home can't be written, or the file is no lock
 */
export function takeLock(paths: Paths): HomeLock | undefined {
  makeLockFile(paths);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(paths.lock);
    // In exclusive mode the lock stays from the first write to the close. The header's numbers tell others who has it.
    database.exec(`
      PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY;
      BEGIN EXCLUSIVE; PRAGMA user_version = ${process.pid}; PRAGMA application_id = 0; COMMIT`);
  } catch (thrown) {
    database?.close();
    const { errcode } = thrown as { errcode?: number };
    if (errcode === BUSY) return undefined;
    throw noLock(paths, errcode, thrown);
  }
  const held = database;
  return {
    enter: (phase) => held.exec(`PRAGMA application_id = ${PHASES.indexOf(phase)}`),
    release: () => held.close(),
  };
}

/** The process that has the lock now; undefined when none has. @throws as {@link takeLock} */
export function lockHolder(paths: Paths): LockHolder | undefined {
  const lock = takeLock(paths);
  lock?.release();
  return lock ? undefined : readHolder(paths);
}

/** What the header of a lock that is held says (SQLite's file format, 1.3: user_version at 60, application_id at 68). */
function readHolder({ lock }: Paths): LockHolder {
  const header = readFileSync(lock);
  if (header.length < 72) return { pid: 0, phase: 'starting' };
  return { pid: header.readUInt32BE(60), phase: PHASES[header.readUInt32BE(68)] ?? 'starting' };
}

/** SQLite would make it readable for all. */
function makeLockFile(paths: Paths): void {
  try {
    closeSync(openSync(paths.lock, 'a', 0o600));
    chmodSync(paths.lock, 0o600);
  } catch (thrown) {
    throw unwritable(paths, thrown);
  }
}

function noLock(paths: Paths, errcode: number | undefined, thrown: unknown): SigError {
  if (errcode === undefined || !NO_DATABASE.includes(errcode)) return unwritable(paths, thrown);
  return new SigError(
    CODE.ERR_IO_OPERATION_FAILED,
    `${paths.lock} is no lock of sig: something else has written to it`,
    'end the hub if one runs, then delete the file',
  );
}

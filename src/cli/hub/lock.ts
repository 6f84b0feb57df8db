import { DatabaseSync } from 'node:sqlite';
import type { Paths } from './paths.js';

/**
 * Makes this process the one hub of its home, until it ends, however it ends: a database's lock is the operating system's,
 * which takes it back from a process that was killed. (Node has no other lock of that kind.)
 * @returns a function that lets go, or undefined when another process holds it
 */
export function takeLock(paths: Paths): (() => void) | undefined {
  const database = new DatabaseSync(paths.lock);
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch {
    database.close();
    return undefined;
  }
  return () => database.close();
}

import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';

/**
 * Writes a file for this user's eyes only, also where one stands that others may read. It is moved into place when it is
 * whole; until then the old one stays.
 * @throws SigError -4 when it can't be written, and what `produce` throws
 */
export async function writePrivately<T>(
  file: string,
  produce: (write: (text: string) => void) => Promise<T>,
): Promise<T> {
  // A pipe or a terminal can't be replaced.
  const special = statSync(file, { throwIfNoEntry: false })?.isFile() === false;
  const beside = special ? file : `${file}.${process.pid}`;
  const handle = onDisk(file, () => openSync(beside, special ? 'w' : 'wx', 0o600));
  try {
    const value = await produce((text) => onDisk(file, () => writeFileSync(handle, text)));
    if (!special) onDisk(file, () => renameSync(beside, file));
    return value;
  } catch (thrown) {
    if (!special) rmSync(beside, { force: true });
    throw thrown;
  } finally {
    closeSync(handle);
  }
}

function onDisk<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    throw new SigError(USAGE, `${file} can't be written: ${(thrown as Error).message}`);
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';

/** What the system says of a file, in words; its code is that of wrong use. */
export function fileProblem(thrown: unknown, file: string, doing: 'read' | 'write'): SigError {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return new SigError(USAGE, `cannot ${doing} ${file}: ${(code && WORDS[code]) || message}`);
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  EACCES: 'you have no right to it',
  EPERM: 'you have no right to it',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** Writes a file, and makes the folders it is in. @throws SigError when it cannot be written */
export function writeFileInFolders(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (thrown) {
    throw fileProblem(thrown, file, 'write');
  }
}

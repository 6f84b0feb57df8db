import { readFileSync } from 'node:fs';
import { fileBytes } from '../decode/split/file-bytes.js';
import { USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { Cli } from './cli.js';

/** The text of a file, or of the input for `-`. @throws SigError -4 when it can't be read */
export async function readText(cli: Cli, file: string): Promise<string> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of cli.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new SigError(USAGE, `${file} can't be read: ${(thrown as Error).message.replace(/^\w+: /, '')}`);
  }
}

/** What --data means: the text itself, `@file` for a file's, `-` for the input's. */
export async function readData(cli: Cli, given: string): Promise<string> {
  if (given === '-') return trimEnd(await readText(cli, '-'));
  return given.startsWith('@') ? trimEnd(await readText(cli, given.slice(1))) : given;
}

/** Editors and `echo` end a text with a line break that is no part of it. */
function trimEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** The bytes of a file, piece by piece, or of the input for `-`. @throws SigError -4 when it can't be read */
export function bytesOf(cli: Cli, file: string): AsyncIterable<Buffer> {
  if (file === '-') return cli.stdin;
  return (async function* () {
    try {
      yield* fileBytes(file);
    } catch (thrown) {
      const { code, message } = thrown as NodeJS.ErrnoException;
      if (code === undefined) throw thrown;
      const why =
        code === 'ENOENT' ? 'there is no such file' : message.replace(/^\w+: /, '').replace(/, \w+ '.*$/, '');
      throw new SigError(USAGE, `${file}: ${why}`, 'name a file, or - for the input');
    }
  })();
}

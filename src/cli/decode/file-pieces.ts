import { open } from 'node:fs/promises';

export interface FilePiece {
  bytes: Uint8Array;
  /** Of its first character: line from 1, byte from 0. */
  line: number;
  byte: number;
}

/** About so many bytes go to one worker at a time. */
const PIECE = 1024 * 1024;
/** A file in which no place to cut is found for so many bytes is not cut. */
const MAX_PIECE = 64 * 1024 * 1024;
/** So many line ends are tried for a place to cut, from the last one back. */
const MAX_TRIES = 64;

const NEWLINE = 0x0a;

/**
 * A file in pieces that can be decoded apart: cut where one record has ended and the next begins, by what stands at both
 * sides of a line end. What cannot be cut comes in one piece.
 */
export async function* filePieces(file: string): AsyncGenerator<FilePiece> {
  const handle = await open(file);
  try {
    let rest: Buffer = Buffer.alloc(0);
    let line = 1;
    let byte = 0;
    for (;;) {
      const buffer = Buffer.allocUnsafe(rest.length + PIECE);
      rest.copy(buffer);
      const { bytesRead } = await handle.read(buffer, rest.length, PIECE);
      const bytes = buffer.subarray(0, rest.length + bytesRead);
      if (bytesRead === 0) {
        if (bytes.length > 0) yield { bytes, line, byte };
        return;
      }
      const cut = rest.length > MAX_PIECE ? 0 : placeToCut(bytes);
      if (cut === 0) {
        rest = bytes;
        continue;
      }
      const piece = bytes.subarray(0, cut);
      rest = Buffer.from(bytes.subarray(cut));
      // Whoever takes a piece may hand it to another thread, and then it is gone from here.
      const [lines, length] = [lineEnds(piece), piece.length];
      yield { bytes: piece, line, byte };
      line += lines;
      byte += length;
    }
  } finally {
    await handle.close();
  }
}

/** Index behind the last line end at which two records part; 0 if there is none. */
function placeToCut(bytes: Buffer): number {
  let end = bytes.lastIndexOf(NEWLINE, bytes.length - 2);
  for (let tries = 0; tries < MAX_TRIES && end > 0; tries++) {
    const before = bytes.lastIndexOf(NEWLINE, end - 1);
    if (part(bytes, before + 1, end)) return end + 1;
    end = before;
  }
  return 0;
}

/** Whether the line before and the one after a line end are records, each whole in its line. */
function part(bytes: Buffer, from: number, end: number): boolean {
  const last = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
  if (bytes[from] === 0x7b) return bytes[last] === 0x7d && bytes[end + 1] === 0x7b;
  // Lines of a log that begin with their time; one that has opened a brace may go on.
  return STAMP.test(head(bytes, from)) && STAMP.test(head(bytes, end + 1)) && balanced(bytes, from, end);
}

const STAMP = /^\[?(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d-\d\d)[ T]\d\d?:\d\d/;

function head(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 24);
}

function balanced(bytes: Buffer, from: number, end: number): boolean {
  let open = 0;
  for (let at = from; at < end; at++) {
    if (bytes[at] === 0x7b) open++;
    else if (bytes[at] === 0x7d) open--;
  }
  return open === 0;
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

import { FileError } from '../scenario/format/file-error.js';

/** Where a test calls the lab, taken down before anything is awaited. */
export interface Caller {
  /** The stack from the test's own line on. */
  frames: string;
  file: string;
  line: number;
  col: number;
}

const FRAME = /\(?((?:file:\/\/)?[^()\s]+):(\d+):(\d+)\)?$/;

/** The first line of the stack that is no part of the lab. */
export function callerOf(): Caller | undefined {
  const [own, ...stack] = (new Error().stack ?? '').split('\n').slice(1);
  const folder = FRAME.exec(own ?? '')?.[1]?.replace(/[^/\\]*$/, '');
  const first = stack.findIndex((frame) => {
    const place = FRAME.exec(frame)?.[1];
    return place !== undefined && !(folder !== undefined && place.startsWith(folder));
  });
  const place = FRAME.exec(stack[first] ?? '');
  if (!place) return undefined;
  const [, file = '', line, col] = place;
  return {
    frames: stack.slice(first).join('\n'),
    file: file.replace(/^file:\/\//, ''),
    line: Number(line),
    col: Number(col),
  };
}

/** The same error, thrown as if by the test's own line; what was probably meant stands in its message. */
export function thrownAt(caller: Caller | undefined, thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  if (thrown instanceof FileError) {
    if (thrown.hint !== undefined) thrown.message = `${thrown.message}: ${thrown.hint}`;
    if (caller) Object.assign(thrown, { file: caller.file, line: caller.line, col: caller.col });
  }
  if (caller) thrown.stack = `${thrown.name}: ${thrown.message}\n${caller.frames}`;
  return thrown;
}

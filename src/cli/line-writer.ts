import type { Writable } from 'node:stream';
import { safeForTerminal, safeJSON } from '../text/printable.js';

/** What a line is made of. */
export type LineKind = 'json' | 'colors' | 'plain';

/**
 * Writes lines to a stream. At a terminal this is the last guard: nothing passes that does more than show, whatever a command
 * has overlooked. A file or a pipe gets every line as it is.
 */
export function lineWriter(
  stream: Writable & { isTTY?: boolean },
  kind: () => LineKind,
): (line: string) => void {
  return (line) => {
    stream.write(`${stream.isTTY ? guarded(line, kind()) : line}\n`);
  };
}

function guarded(line: string, kind: LineKind): string {
  return kind === 'json' ? safeJSON(line) : safeForTerminal(line, kind === 'colors');
}

import { readFileSync } from 'node:fs';
import { USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { TraceEvent } from '../trace/event.js';

/** A trace that was kept. @throws SigError for a file that cannot be read, with the line for what is no event */
export function readTrace(file: string): TraceEvent[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new SigError(USAGE, `cannot read ${file}: ${(thrown as Error).message}`);
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const event = JSON.parse(line) as TraceEvent & { result?: unknown };
      if (typeof event.kind === 'string' && typeof event.at === 'number') return [event];
      // The last line of a command that acts is no event.
      if (event.result !== undefined) return [];
    } catch {
      // Told below, with its line.
    }
    throw new SigError(
      USAGE,
      `${file}:${index + 1}: this is no event of a trace`,
      'a trace is NDJSON, as sig watch --json prints it; for other logs there is sig trace',
    );
  });
}

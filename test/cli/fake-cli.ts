import { Readable } from 'node:stream';
import { Chalk } from 'chalk';
import type { Cli } from '../../src/cli/cli.js';

/** A Cli that keeps what is printed: `lines` is the answer, `notes` what only a person sees. */
export interface FakeCli extends Cli {
  lines: string[];
  notes: string[];
}

export function fakeCli(overrides: Partial<Cli> = {}): FakeCli {
  const lines: string[] = [];
  const notes: string[] = [];
  return {
    lines,
    notes,
    out: (line) => lines.push(line),
    note: (line) => notes.push(line),
    stdin: Readable.from([]),
    env: {},
    interactive: false,
    columns: 80,
    paint: new Chalk({ level: 0 }),
    json: false,
    exitCode: 0,
    ...overrides,
  };
}

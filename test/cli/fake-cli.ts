import { Readable } from 'node:stream';
import { Chalk } from 'chalk';
import type { Cli } from '../../src/cli/cli.js';
import { realClock } from '../../src/runtime/real-clock.js';

/** A Cli that keeps what is printed: `lines` is the answer, `notes` what only a person sees. */
export interface FakeCli extends Cli {
  lines: string[];
  notes: string[];
  /** Presses Ctrl-C. */
  interrupt(): void;
}

export function fakeCli(overrides: Partial<Cli> = {}): FakeCli {
  const lines: string[] = [];
  const notes: string[] = [];
  const stops = new Set<(why: string) => void>();
  const cli: FakeCli = {
    lines,
    notes,
    out: (line) => lines.push(line),
    note: (line) => notes.push(line),
    stdin: Readable.from([]),
    env: {},
    clock: realClock,
    interactive: false,
    columns: 80,
    paint: new Chalk({ level: 0 }),
    onInterrupt(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
    interrupt() {
      for (const stop of stops) stop('SIGINT');
    },
    json: false,
    exitCode: 0,
  };
  return Object.assign(cli, overrides);
}

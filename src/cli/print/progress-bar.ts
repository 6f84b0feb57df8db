import type { Cli } from '../cli.js';

const WIDTH = 30;

/** Columns that the words beside it take. */
const WORDS = 50;

/** How often it is drawn, in milliseconds. */
const EVERY_MS = 100;

export interface ProgressBar {
  show(done: number, of: number): void;
  clear(): void;
}

/**
 * A bar for whoever sits at a terminal; nothing where nobody does.
 * @param what is counted
 * @param bound says whether all is known, or only the most it can be
 */
export function progressBar(cli: Cli, what: string, bound: 'of' | 'of at most' = 'of at most'): ProgressBar {
  const output = cli.terminal?.output;
  if (!cli.interactive || cli.json || !output) return { show() {}, clear() {} };
  const width = Math.max(5, Math.min(WIDTH, cli.columns - WORDS));
  const began = cli.clock.now();
  let drawn = 0;
  return {
    show(done, of) {
      const now = cli.clock.now();
      if (now - drawn < EVERY_MS) return;
      drawn = now;
      const filled = Math.min(width, Math.floor((done / of) * width));
      const rate = Math.round(done / Math.max(0.001, (now - began) / 1000));
      output.write(
        `\r\x1b[2K  ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} ${bound} ${of} ${what}, ${rate} a second`,
      );
    },
    clear() {
      if (drawn > 0) output.write('\r\x1b[2K');
    },
  };
}

import type { Cli } from '../cli.js';
import { duration } from './duration.js';

/** How often it is drawn, and how long reading takes before it is, in milliseconds. */
const EVERY_MS = 100;
const PATIENCE_MS = 500;

/** How far a long input has been read, on standard error where that is a terminal; nothing anywhere else. */
export class ReadProgress {
  #cli: Cli;
  #total: number | undefined;
  #began: number;
  #drawn = 0;
  #shown = false;

  /** @param total bytes of all of it, where that is known */
  constructor(cli: Cli, total: number | undefined) {
    this.#cli = cli;
    this.#total = total;
    this.#began = cli.clock.now();
  }

  show(bytes: number, signals: number): void {
    const { status } = this.#cli;
    if (!status) return;
    const now = this.#cli.clock.now();
    const took = now - this.#began;
    if (took < PATIENCE_MS || now - this.#drawn < EVERY_MS) return;
    this.#drawn = now;
    this.#shown = true;
    const rate = bytes / took;
    const parts = [
      this.#total === undefined ? size(bytes) : `${size(bytes)} of ${size(this.#total)}`,
      `${size(rate * 1000)}/s`,
      this.#total === undefined ? '' : `${duration(Math.max(0, this.#total - bytes) / rate)} left`,
      `${signals.toLocaleString('en')} signals`,
    ].filter((each) => each !== '');
    status.write(`\r\x1b[2K  ${parts.join('  ')}`.slice(0, status.columns + 4));
  }

  /** Takes the line away, before anything else is printed. */
  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#cli.status?.write('\r\x1b[2K');
  }
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

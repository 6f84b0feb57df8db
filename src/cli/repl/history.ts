import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

/** Lines that are remembered. */
export const MOST_HISTORY = 1000;

/** The lines that were typed, kept between runs, for this user's eyes only. */
export class History {
  #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Newest first. What is older than can be remembered is dropped from the file, once it is as much again. */
  read(): string[] {
    let lines: string[];
    try {
      lines = readFileSync(this.#file, 'utf8').split('\n').filter(Boolean);
    } catch {
      return [];
    }
    if (lines.length > 2 * MOST_HISTORY) {
      lines = lines.slice(-MOST_HISTORY);
      writeFileSync(this.#file, `${lines.join('\n')}\n`, { mode: 0o600 });
    }
    return lines.slice(-MOST_HISTORY).reverse();
  }

  add(line: string): void {
    if (line.trim() !== '') appendFileSync(this.#file, `${line}\n`, { mode: 0o600 });
  }
}

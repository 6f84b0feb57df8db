import type { WriteStream } from 'node:tty';
import { safeForTerminal } from '../../text/printable.js';
import { fitColored, textWidth } from '../../text/width.js';

/** The last line of the terminal, redrawn in place, with ordinary lines coming out above it. */
export class StatusLine {
  #output: WriteStream;
  #text = '';
  /** Lines that wait while somebody else has the terminal. */
  #waiting: string[] | undefined;

  constructor(output: WriteStream) {
    this.#output = output;
  }

  /** Puts another text there: the first of these that fits, or the last of them cut. */
  show(texts: readonly string[]): void {
    const columns = (this.#output.columns || 80) - 1;
    const fitting = texts.find((text) => textWidth(text) <= columns);
    this.#text = fitting ?? fitColored(texts.at(-1) ?? '', columns);
    if (!this.#waiting) this.#output.write(`\r\x1b[2K${this.#text}`);
  }

  /** Prints a line above it. */
  print(line: string): void {
    if (this.#waiting) this.#waiting.push(line);
    else this.#output.write(`\r\x1b[2K${safeForTerminal(line, true)}\n${this.#text}`);
  }

  /** Takes it away. */
  clear(): void {
    this.#text = '';
    if (!this.#waiting) this.#output.write('\r\x1b[2K');
  }

  /** Leaves the terminal to somebody else; lines wait until it is taken back. */
  lend(): void {
    this.clear();
    this.#waiting = [];
  }

  takeBack(): void {
    const lines = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const line of lines) this.print(line);
  }
}

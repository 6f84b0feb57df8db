import type { Cli } from '../cli.js';

// Larger ones are so large that each is mapped and unmapped anew.
const SIZE = 64 * 1024;

/** Prints very many lines: collected as bytes, so that each is copied once, and handed on by the hundred. */
export class LineBatch {
  #cli: Cli;
  #before: () => void;
  #bytes = Buffer.allocUnsafe(SIZE);
  #length = 0;

  /** @param before called before anything is printed */
  constructor(cli: Cli, before: () => void = () => {}) {
    this.#cli = cli;
    this.#before = before;
  }

  line(text: string): void {
    const most = text.length * 3 + 1;
    if (this.#length + most > SIZE) this.end();
    if (most > SIZE) {
      this.#before();
      this.#cli.out(text);
      return;
    }
    this.#length += this.#bytes.write(text, this.#length);
    this.#bytes[this.#length++] = 0x0a;
  }

  /** Prints what is left. */
  end(): void {
    if (this.#length === 0) return;
    this.#before();
    this.#cli.out(this.#bytes.toString('utf8', 0, this.#length - 1));
    this.#length = 0;
  }
}

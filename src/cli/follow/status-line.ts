import { fitText } from '../../trace/text-width.js';

/** The last line of the terminal, redrawn in place, with ordinary lines coming out above it. */
export class StatusLine {
  #output: NodeJS.WriteStream;
  #text = '';

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** Puts another text there. @param dressed the same text with colours, used if it fits */
  show(text: string, dressed: string): void {
    const columns = (this.#output.columns || 80) - 1;
    const fitted = fitText(text, columns);
    this.#text = fitted === text ? dressed : fitted;
    this.#output.write(`\r\x1b[2K${this.#text}`);
  }

  /** Prints a line above it. */
  print(line: string): void {
    this.#output.write(`\r\x1b[2K${line}\n${this.#text}`);
  }

  /** Takes it away. */
  clear(): void {
    this.#text = '';
    this.#output.write('\r\x1b[2K');
  }
}

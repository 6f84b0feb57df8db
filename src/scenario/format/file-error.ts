import { SigError } from '../../im/sig-error.js';
import { blankControls } from '../../text/printable.js';
import type { Span } from './source.js';

/** The C API's "bad parameter": wrong use of sig itself. */
const WRONG_USE = -4;
/** Something wrong in a scenario file: what, where exactly, and what was probably meant. */
export class FileError extends SigError {
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  col: number;
  #span: Span;

  constructor(span: Span, message: string, hint?: string) {
    super(WRONG_USE, message, hint);
    const { line, col } = span.source.position(span.start);
    this.file = span.source.file;
    this.line = line;
    this.col = col;
    this.#span = span;
  }

  /** `file:line:col: message`, the line with the place underlined, and the hint. */
  render(): string {
    const text = this.#span.source.line(this.line);
    const length = Math.min(this.#span.end - this.#span.start, text.length - this.col + 1);
    const gutter = ' '.repeat(String(this.line).length);
    const indent = text.slice(0, this.col - 1).replace(/[^\t]/g, ' ');
    const lines = [
      blankControls(`${this.file}:${this.line}:${this.col}: ${this.message}`),
      `  ${this.line} | ${inColumns(text)}`,
      `  ${gutter} | ${indent}${'^'.repeat(Math.max(1, length))}`,
    ];
    if (this.hint !== undefined) lines.push(`  ${gutter} = ${blankControls(this.hint)}`);
    return lines.join('\n');
  }
}

/** A line with nothing in it that moves a terminal's cursor, each letter staying in its column. */
function inColumns(line: string): string {
  return line.replace(/[^\t]/gu, (letter) => blankControls(letter));
}

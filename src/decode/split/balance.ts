import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './characters.js';

/** No payload is nested deeper; a text of nothing but brackets is given up soon. */
export const MAX_DEPTH = 1000;

/** One open bracket. Offsets are into the text from its first bracket on. */
export interface OpenBracket {
  array: boolean;
  at: number;
  /** The comma after its last complete entry; -1 before the first. */
  comma: number;
  /** How many entries are complete, and still in the text. */
  entries: number;
  /** How many more there were that have been taken out of the text. */
  dropped: number;
}

/**
 * Follows brackets and quotes until the first bracket is closed, over as many pieces of text as that takes. Parses
 * nothing: what it finds closed may still be no JSON.
 */
export class Balance {
  /** Open brackets, the outermost first. */
  readonly open: OpenBracket[] = [];
  /** How much was read so far. */
  offset = 0;
  /** How many lines ended so far. */
  newlines = 0;
  /** What came makes no sense any more: this was no JSON, or it broke off. */
  aborted = false;
  /** It was given up because nothing is nested like this: what is inside is not worth a look. */
  tooDeep = false;
  #inString = false;
  #escaped = false;
  /** The last character outside strings that is no white space; a quote stands for a string. */
  #last = 0;
  /** A line has just ended. */
  #fresh = false;

  /** @returns the index in `text` after the bracket that closes the first; -1 if it is still open, or given up */
  feed(text: string, from: number): number {
    const { open } = this;
    const base = this.offset - from;
    let i = from;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#fresh && code !== NEWLINE && code !== 0x0d) {
        this.#fresh = false;
        if (this.#breaksOff(text, i, code)) {
          this.aborted = true;
          break;
        }
      }
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inString = false;
        else if (code === NEWLINE) this.#lineEnds();
        continue;
      }
      switch (code) {
        case QUOTE:
          this.#inString = true;
          this.#last = code;
          break;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          if (open.length === MAX_DEPTH) {
            this.aborted = true;
            this.tooDeep = true;
            this.offset = base + i;
            return -1;
          }
          open.push({ array: code === OPEN_BRACKET, at: base + i, comma: -1, entries: 0, dropped: 0 });
          this.#last = code;
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          this.#last = code;
          if (open.pop()?.array !== (code === CLOSE_BRACKET)) {
            this.aborted = true;
            this.offset = base + i;
            return -1;
          }
          if (open.length === 0) {
            this.offset = base + i + 1;
            return i + 1;
          }
          break;
        case COMMA: {
          const top = open[open.length - 1]!;
          top.comma = base + i;
          top.entries++;
          this.#last = code;
          break;
        }
        case NEWLINE:
          this.#lineEnds();
          break;
        case 0x20:
        case 0x09:
        case 0x0d:
          break;
        default:
          this.#last = code;
      }
    }
    this.offset = base + i;
    return -1;
  }

  #lineEnds(): void {
    this.newlines++;
    this.#fresh = true;
  }

  /** Whether the line that begins at `at` cannot go on with what is open: a new record, or a new line of a log. */
  #breaksOff(text: string, at: number, code: number): boolean {
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (this.#inString) return true;
      const last = this.#last;
      return last !== COMMA && last !== COLON && last !== OPEN_BRACKET && last !== OPEN_BRACE;
    }
    TIMESTAMP.lastIndex = at;
    return TIMESTAMP.test(text);
  }
}

/** The beginning of a line in most logs. */
const TIMESTAMP = /\[?(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d-\d\d)[ T]\d\d?:\d\d/y;

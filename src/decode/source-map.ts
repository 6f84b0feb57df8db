import { JSONLocator } from './json-locator.js';
import type { PathStep } from './json-walker.js';
import type { Part } from './split/part.js';
import { utf8Length } from './utf8.js';

/** Where a message is in the input. */
export interface Position {
  file: string;
  line: number;
  byte: number;
}

/** Says where the values of one JSON text stand in the input, for values asked in the order of the text. */
export class SourceMap {
  #text: string;
  #start: Position;
  #part: Part | undefined;
  /** So much of the text's beginning is not of the input: what a part keeps of the objects around. */
  #frame: number;
  #width: (text: string) => number;
  #locator: JSONLocator;
  /** The place found last, and how many bytes it is from the start. */
  #last: { at: number; bytes: number };

  /**
   * @param start where the text begins in the input, or for a part what comes after its frame
   * @param wide whether the input is UTF-16
   */
  constructor(text: string, start: Position, wide: boolean, part?: Part) {
    this.#text = text;
    this.#start = start;
    this.#part = part;
    this.#frame = part?.frame ?? 0;
    this.#width = wide ? (each) => each.length * 2 : (each) => utf8Length(each);
    this.#locator = new JSONLocator(text);
    this.#last = { at: this.#frame, bytes: 0 };
  }

  /** Where the value at the end of a way stands; the text's own start where that cannot be said. */
  place(steps: readonly PathStep[]): Position {
    const found = this.#locator.find(this.#part ? withoutLag(steps, this.#part) : steps);
    if (!found || found.at < this.#frame) return this.#start;
    // From the place before on, so that a text of many messages is gone through once.
    const { at, bytes } = found.at >= this.#last.at ? this.#last : { at: this.#frame, bytes: 0 };
    const here = bytes + this.#width(this.#text.slice(at, found.at));
    this.#last = { at: found.at, bytes: here };
    const { file, line, byte } = this.#start;
    return { file, line: line + found.lines, byte: byte + here };
  }
}

/** The steps as they are in a part's own text, where the indexes on the way to its array lag behind. */
function withoutLag(steps: readonly PathStep[], { way, lag, repeats }: Part): readonly PathStep[] {
  if (!repeats) return steps;
  const own = [...steps];
  for (let i = 0; i < own.length && i <= way.length; i++) {
    const step = own[i]!;
    if (typeof step === 'number') own[i] = step - (lag[i] ?? 0);
    if (i < way.length && own[i] !== way[i]) break;
  }
  return own;
}

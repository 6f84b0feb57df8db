import type { WorkBudget } from '../work-budget.js';
import { Balance, MAX_DEPTH } from './balance.js';
import { CLOSE_BRACE, CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET } from './characters.js';
import { newlines, type Part, parse, scalarsBefore, wayTo } from './part.js';

/** A piece of the input that may be JSON. */
export interface Piece {
  text: string;
  /** Where it begins: line from 1, byte from 0. */
  line: number;
  byte: number;
  /** What follows on the same line, up to its end. */
  after: string;
  /** What stands before it on its line. */
  before?: string;
  /** It was cut off, or is broken: brackets do not match. */
  torn: boolean;
  /** A line that begins and ends like JSON, its brackets not looked at: if it is none, it will come in pieces. */
  guess?: true;
}

export interface Pieces {
  /** @returns whether it was JSON that could be used; a false one is tried in other ways */
  json(piece: Piece): boolean;
  part(part: Part): void;
  /** A line in which no brackets helped. */
  plain(line: string, at: number, byte: number): void;
}

/** More than this many characters of one JSON text are not held; larger ones are cut at the entries of an array. */
const MAX_HELD = 4 * 1024 * 1024;

/** How often the characters of a line are looked at in search of a bracket that closes. */
const MAX_LOOKS = 20;

/**
 * Cuts a stream of text into pieces that may be JSON: lines, objects one after another, texts over many lines, what
 * stands in the lines of a log. Holds one piece at a time, and of a large one only a part.
 */
export class Splitter {
  #pieces: Pieces;
  #budget: WorkBudget;
  #line = 1;
  #byte: number;
  #width: 1 | 2;
  /** Whether the text now fed is all ASCII, so that characters are bytes. */
  #ascii = true;

  /** The text that is open, if one is: from its first bracket on. */
  #held: string[] = [];
  #heldLength = 0;
  #balance: Balance | undefined;
  #heldLine = 0;
  #heldByte = 0;
  #part: Pick<Part, 'way' | 'lag' | 'frame'> | undefined;
  /** No text over several lines begins before this byte: one that did was none. */
  #noneBefore = 0;

  /**
   * @param budget told of the characters that are looked at
   * @param byte where the text begins
   * @param width 2 for UTF-16, where each unit has two bytes; 1 for UTF-8, where that depends on the character
   */
  constructor(pieces: Pieces, budget: WorkBudget, byte = 0, width: 1 | 2 = 1) {
    this.#pieces = pieces;
    this.#budget = budget;
    this.#byte = byte;
    this.#width = width;
  }

  /**
   * @param text whole lines, or the last of the input, or (`cut`) a line so long that it is fed in parts
   * @param ascii whether all of it is ASCII
   */
  feed(text: string, ascii: boolean, cut = false): void {
    this.#ascii = ascii;
    let at = 0;
    while (at < text.length) at = this.#balance ? this.#goOn(text, at) : this.#nextLine(text, at, cut);
  }

  end(): void {
    if (!this.#balance) return;
    const text = this.#takeHeld();
    if (this.#pieces.json({ text, line: this.#heldLine, byte: this.#heldByte, after: '', torn: true }))
      return;
    this.#tryAgain(text);
  }

  /** Reads the line at `at`; returns where to go on. */
  #nextLine(text: string, at: number, cut: boolean): number {
    let end = text.indexOf('\n', at);
    if (end < 0) {
      if (cut && this.#opens(text, at)) return this.#goOn(text, at);
      end = text.length;
    }
    const next = Math.min(end + 1, text.length);
    let start = at;
    let stop = end;
    while (start < stop && isSpace(text.charCodeAt(start))) start++;
    while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop--;
    if (start === stop) {
      this.#passed(text, at, next, next > end ? 1 : 0);
      return next;
    }
    const first = text.charCodeAt(start);
    const last = text.charCodeAt(stop - 1);
    if (
      (first === OPEN_BRACE && last === CLOSE_BRACE) ||
      (first === OPEN_BRACKET && last === CLOSE_BRACKET)
    ) {
      this.#passed(text, at, start, 0);
      const piece: Piece = {
        text: text.slice(start, stop),
        line: this.#line,
        byte: this.#byte,
        after: '',
        torn: false,
        guess: true,
      };
      if (this.#pieces.json(piece)) {
        this.#passed(text, start, next, next > end ? 1 : 0);
        return next;
      }
      return this.#inLine(text, start, end, next);
    }
    return this.#inLine(text, at, end, next);
  }

  /** Looks for brackets within a line. */
  #inLine(text: string, at: number, end: number, next: number): number {
    let used = false;
    let from = at;
    let looks = MAX_LOOKS * (end - at);
    while (from < end) {
      const open = nextOpening(text, from, end);
      this.#budget.looked += (open < 0 ? end : open) - from;
      if (open < 0 || looks < 0) break;
      const balance = new Balance();
      const close = balance.feed(text.slice(open, end), 0);
      looks -= balance.offset;
      this.#budget.looked += balance.offset;
      if (close < 0) {
        if (!balance.aborted && this.#byte + this.#bytes(text, at, open) >= this.#noneBefore) {
          this.#passed(text, at, open, 0);
          this.#begin();
          return this.#goOn(text, open);
        }
        from = balance.tooDeep ? open + balance.offset : afterUnclosed(text, open, balance);
        continue;
      }
      // A comment before it is one with it: no SDK would take the two together.
      const start = COMMENT.test(text.slice(at, open)) ? at : open;
      const piece: Piece = {
        text: text.slice(start, open + close),
        line: this.#line,
        byte: this.#byte + this.#bytes(text, at, start),
        after: text.slice(open + close, end),
        before: text.slice(at, start),
        torn: false,
      };
      if (this.#pieces.json(piece)) {
        used = true;
        from = open + close;
      } else {
        from = open + 1;
      }
    }
    if (!used) this.#pieces.plain(text.slice(at, end), this.#line, this.#byte);
    this.#passed(text, at, next, next > end ? 1 : 0);
    return next;
  }

  /** Opens a text if the line, of which only a part is here, begins with a bracket. */
  #opens(text: string, at: number): boolean {
    let start = at;
    while (start < text.length && isSpace(text.charCodeAt(start))) start++;
    const code = text.charCodeAt(start);
    if (code !== OPEN_BRACE && code !== OPEN_BRACKET) return false;
    this.#begin();
    return true;
  }

  #begin(): void {
    this.#balance = new Balance();
    this.#held = [];
    this.#heldLength = 0;
    this.#heldLine = this.#line;
    this.#heldByte = this.#byte;
    this.#part = undefined;
  }

  /** Goes on with the open text; returns where its end is, or the end of `text`. */
  #goOn(text: string, at: number): number {
    const balance = this.#balance!;
    const lines = balance.newlines;
    const close = balance.feed(text, at);
    if (close >= 0) {
      const lineEnd = text.indexOf('\n', close);
      const after = text.slice(close, lineEnd < 0 ? Math.min(text.length, close + 200) : lineEnd);
      this.#hold(text.slice(at, close));
      this.#passed(text, at, close, balance.newlines - lines);
      const part = this.#part;
      const held = this.#takeHeld();
      if (part) this.#lastPart(held, part);
      else if (
        !this.#pieces.json({ text: held, line: this.#heldLine, byte: this.#heldByte, after, torn: false })
      ) {
        this.#tryAgain(held);
      }
      return close;
    }
    if (balance.aborted) {
      // All up to here; where it broke off may lie in the piece before.
      const here = at + (balance.offset - this.#heldLength);
      this.#hold(text.slice(at, here));
      this.#passed(text, at, here, balance.newlines - lines);
      const held = this.#takeHeld();
      const piece = { text: held, line: this.#heldLine, byte: this.#heldByte, after: '', torn: true };
      if (!this.#pieces.json(piece)) this.#tryAgain(held);
      return here;
    }
    this.#hold(text.slice(at));
    this.#passed(text, at, text.length, balance.newlines - lines);
    if (this.#heldLength > MAX_HELD) this.#cut();
    return text.length;
  }

  #hold(text: string): void {
    this.#held.push(text);
    this.#heldLength += text.length;
  }

  #takeHeld(): string {
    const text = this.#held.join('');
    this.#balance = undefined;
    this.#held = [];
    this.#heldLength = 0;
    return text;
  }

  /**
   * Hands out the complete entries of the outermost array that has any, and keeps the rest: of the objects around, only
   * what is neither object nor array.
   */
  #cut(): void {
    const { open } = this.#balance!;
    const held = this.#held.join('');
    const depth = open.findIndex((each) => each.array && each.entries > 0);
    const array = open[depth];
    if (!array) {
      this.#held = [held];
      // One value alone larger than all that is held: this is given up.
      if (held.length > 4 * MAX_HELD) this.#giveUp();
      return;
    }
    const outer = open.slice(0, depth);
    const closers = open.slice(0, depth + 1).map((each) => (each.array ? ']' : '}'));
    const text = held.slice(0, array.comma) + closers.reverse().join('');
    const value = parse(text);
    const way = value === undefined ? undefined : wayTo(value, outer);
    if (way === undefined) {
      this.#held = [held];
      this.#giveUp();
      return;
    }
    const lag = [...outer, array].map((each) => each.dropped);
    const frame = this.#part?.frame ?? 0;
    const [line, byte] = [this.#heldLine, this.#heldByte];
    this.#pieces.part({ value, text, frame, way, lag, repeats: this.#part !== undefined, line, byte });
    const gone = held.slice(frame, array.comma + 1);
    this.#heldLine += newlines(gone);
    this.#heldByte += this.#width === 2 ? gone.length * 2 : Buffer.byteLength(gone);
    let kept = '';
    let inner = value;
    outer.forEach((bracket, at) => {
      bracket.at = kept.length;
      const step = way[at]!;
      const scalars = bracket.array ? [] : scalarsBefore(inner as Record<string, unknown>, step as string);
      bracket.dropped += bracket.array ? bracket.entries : 0;
      bracket.entries = scalars.length;
      kept += bracket.array ? '[' : `{${[...scalars, ''].join(',')}${JSON.stringify(step)}:`;
      inner = (inner as Record<string | number, unknown>)[step];
    });
    const newAt = kept.length;
    kept += '[';
    const shift = array.comma + 1 - kept.length;
    for (const deeper of open.slice(depth + 1)) {
      deeper.at -= shift;
      deeper.comma -= shift;
    }
    array.at = newAt;
    array.dropped += array.entries;
    array.entries = 0;
    kept += held.slice(array.comma + 1);
    this.#part = {
      frame: newAt + 1,
      way: way.map((step) => (typeof step === 'number' ? 0 : step)),
      lag: [...outer, array].map((each) => each.dropped),
    };
    this.#balance!.offset = kept.length;
    this.#held = [kept];
    this.#heldLength = kept.length;
  }

  /** What is left of a text that was handed out in parts. */
  #lastPart(text: string, part: Pick<Part, 'way' | 'lag' | 'frame'>): void {
    const value = parse(text);
    const [line, byte] = [this.#heldLine, this.#heldByte];
    if (value === undefined) this.#tryAgain(text.slice(part.frame));
    else this.#pieces.part({ ...part, value, text, repeats: true, line, byte });
  }

  #giveUp(): void {
    const text = this.#takeHeld();
    this.#tryAgain(text);
  }

  /** Reads what looked like a text over several lines again, line by line. */
  #tryAgain(text: string): void {
    const [line, byte] = [this.#line, this.#byte];
    const ascii = this.#ascii;
    this.#noneBefore = Math.max(this.#noneBefore, byte);
    this.#line = this.#heldLine;
    this.#byte = this.#heldByte;
    this.#ascii = false;
    let at = 0;
    while (at < text.length && !this.#balance) at = this.#nextLine(text, at, false);
    this.#balance = undefined;
    this.#line = line;
    this.#byte = byte;
    this.#ascii = ascii;
  }

  /** Moves the position over what was read. */
  #passed(text: string, from: number, to: number, lines: number): void {
    this.#byte += this.#bytes(text, from, to);
    this.#line += lines;
  }

  #bytes(text: string, from: number, to: number): number {
    if (this.#width === 2) return 2 * (to - from);
    if (this.#ascii || from === to) return to - from;
    return Buffer.byteLength(text.slice(from, to));
  }
}

/**
 * Where to look on when the bracket at `open` is not closed: behind it, and behind those that follow at once and are not
 * closed either.
 */
function afterUnclosed(text: string, open: number, balance: Balance): number {
  let from = open + 1;
  if (balance.aborted) return from;
  for (const { at } of balance.open) {
    if (at === 0) continue;
    while (from < open + at && isSpace(text.charCodeAt(from))) from++;
    if (from < open + at) break;
    from++;
  }
  return from;
}

const COMMENT = /^\s*\/\*.{0,200}\*\/\s*$/;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0xfeff;
}

/**
 * Index of the next bracket that may open JSON with something in it: `{"`, `{}`, `[{"`, `["`, or one at the line's end.
 * Of more brackets in a row than anything is nested, the innermost is looked at.
 */
function nextOpening(text: string, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== OPEN_BRACE && code !== OPEN_BRACKET) continue;
    let innermost = code;
    let next = i + 1;
    let brackets = 1;
    let last = i;
    for (; next < end; next++) {
      const follows = text.charCodeAt(next);
      if (follows === OPEN_BRACE || follows === OPEN_BRACKET) {
        innermost = follows;
        brackets++;
        last = next;
      } else if (!isSpace(follows)) break;
    }
    if (brackets > MAX_DEPTH) {
      i = last - 1;
      continue;
    }
    if (next === end) return i;
    // A backslash or an entity: the quotes are escaped, so that brackets cannot be followed.
    if (innermost === OPEN_BRACE ? /["'}A-Za-z_/]/.test(text[next]!) : /["']/.test(text[next]!)) return i;
    i = next - 1;
  }
  return -1;
}

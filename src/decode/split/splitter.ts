import { utf8Length } from '../utf8.js';
import type { WorkBudget } from '../work-budget.js';
import { Balance, MAX_DEPTH } from './balance.js';
import { type BlockKind, blockBegunBy, MAX_BLOCK_LENGTH, MAX_BLOCK_LINES } from './blocks.js';
import { CLOSE_BRACE, CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET } from './characters.js';
import { joinLines } from './join-lines.js';
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
  /** It was put together from lines, each with the log's own prefix. */
  joined?: true;
  /** A line that begins and ends like JSON, its brackets not looked at: if it is none, it will come in pieces. */
  guess?: true;
}

export interface Pieces {
  /** @returns whether it was JSON that could be used; a false one is tried in other ways */
  json(piece: Piece): boolean;
  part(part: Part): void;
  /** A line whose words say more than the JSON in it. @returns whether it was used */
  line(line: string, at: number, byte: number): boolean;
  /** Lines that belong together. @returns whether they were used */
  block(kind: BlockKind, text: string, line: number, byte: number): boolean;
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
  /** What stands before it on its line. */
  #heldBefore = '';
  #part: Pick<Part, 'way' | 'lag' | 'frame'> | undefined;
  /** Lines that belong together, as far as they have come. */
  #block: { kind: BlockKind; lines: string[]; length: number; line: number; byte: number } | undefined;
  /** No block begins before this byte: one that did was none. */
  #noBlockBefore = 0;
  /** No text over several lines begins before this byte: one that did was none. */
  #noneBefore = 0;

  /**
   * @param budget told of the characters that are looked at
   * @param line where the text begins
   * @param byte where it begins
   * @param width 2 for UTF-16, where each unit has two bytes; 1 for UTF-8, where that depends on the character
   */
  constructor(pieces: Pieces, budget: WorkBudget, line = 1, byte = 0, width: 1 | 2 = 1) {
    this.#pieces = pieces;
    this.#budget = budget;
    this.#line = line;
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
    this.#endBlock();
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
    if (this.#block && this.#goesOn(text, at, end)) {
      this.#passed(text, at, next, next > end ? 1 : 0);
      return next;
    }
    // What ended there may have begun a text over several lines.
    if (this.#balance) return at;
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
    if (this.#byte >= this.#noBlockBefore && this.#begins(text.slice(at, end))) {
      this.#passed(text, at, next, next > end ? 1 : 0);
      return next;
    }
    return this.#inLine(text, at, end, next);
  }

  /** Whether a line begins a block, of which it then is the first. */
  #begins(line: string): boolean {
    const kind = blockBegunBy(line);
    if (!kind) return false;
    this.#block = { kind, lines: [line], length: line.length, line: this.#line, byte: this.#byte };
    return true;
  }

  /** Whether a line goes on with the block that is open; otherwise that is at its end. */
  #goesOn(text: string, at: number, end: number): boolean {
    const block = this.#block!;
    const line = text.slice(at, end).replace(/\r$/, '');
    if (
      block.lines.length < MAX_BLOCK_LINES &&
      block.length < MAX_BLOCK_LENGTH &&
      block.kind.goesOn(line, block.lines)
    ) {
      block.lines.push(line);
      block.length += line.length;
      return true;
    }
    this.#endBlock();
    return false;
  }

  #endBlock(): void {
    const block = this.#block;
    if (!block) return;
    this.#block = undefined;
    const { kind, lines, line, byte } = block;
    const text = lines.join('\n');
    if (this.#pieces.block(kind, text, line, byte)) return;
    this.#noBlockBefore = Math.max(this.#noBlockBefore, this.#byte);
    this.#again(text, line, byte);
  }

  /** Looks for brackets within a line. */
  #inLine(text: string, at: number, end: number, next: number): number {
    if (this.#pieces.line(text.slice(at, end), this.#line, this.#byte)) {
      this.#passed(text, at, next, next > end ? 1 : 0);
      return next;
    }
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
          // What stands before it may hold something by itself, where the bracket holds nothing.
          if (!used && open > at) this.#pieces.plain(text.slice(at, open), this.#line, this.#byte);
          this.#passed(text, at, open, 0);
          this.#begin(text.slice(at, open));
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

  #begin(before = ''): void {
    this.#balance = new Balance();
    this.#held = [];
    this.#heldLength = 0;
    this.#heldLine = this.#line;
    this.#heldByte = this.#byte;
    this.#heldBefore = before;
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
      const joined = joinLines(held, this.#heldBefore, text, here);
      if (joined) {
        const { text: whole, end } = joined;
        const piece: Piece = {
          text: whole,
          line: this.#heldLine,
          byte: this.#heldByte,
          after: '',
          before: this.#heldBefore,
          torn: false,
          joined: true,
        };
        if (this.#pieces.json(piece)) {
          this.#passed(text, here, end, newlines(text.slice(here, end)));
          return end;
        }
      }
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
    this.#heldByte += this.#width === 2 ? gone.length * 2 : utf8Length(gone);
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
    this.#noneBefore = Math.max(this.#noneBefore, this.#byte);
    this.#again(text, this.#heldLine, this.#heldByte);
    this.#balance = undefined;
  }

  /** Reads text that has been read already, from a place before. */
  #again(text: string, fromLine: number, fromByte: number): void {
    const [line, byte] = [this.#line, this.#byte];
    const ascii = this.#ascii;
    this.#line = fromLine;
    this.#byte = fromByte;
    this.#ascii = false;
    let at = 0;
    while (at < text.length) at = this.#balance ? this.#goOn(text, at) : this.#nextLine(text, at, false);
    this.#endBlock();
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
    return utf8Length(text, from, to);
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
    if (
      innermost === OPEN_BRACE
        ? /["'}\w/“”‘’＂]/.test(text[next]!)
        : /["'“”‘’]/.test(text[next]!) || text.startsWith('AnyHashable(', next)
    )
      return i;
    i = next - 1;
  }
  return -1;
}

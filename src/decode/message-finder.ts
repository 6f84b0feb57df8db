import { base64Bytes, isBase64Line } from './encodings/base64.js';
import { ENCODINGS } from './encodings/index.js';
import type { Fields } from './fields.js';
import {
  JSONWalker,
  type MessageHit,
  type PathStep,
  type TextOrigin,
  type WalkVisitor,
} from './json-walker.js';
import { mentionsSignal } from './mentions-signal.js';
import type { Print } from './prints/print.js';
import { readEvent } from './prints/read-event.js';
import { readLines } from './prints/read-lines.js';
import { readPairs } from './prints/read-pairs.js';
import { printsWithin, readPrint } from './prints/read-print.js';
import { type Position, SourceMap } from './source-map.js';
import type { Unpacked } from './split/blob-text.js';
import { type BlockKind, dumpedBytes, uncommented } from './split/blocks.js';
import type { Part } from './split/part.js';
import { type Piece, type Pieces, Splitter } from './split/splitter.js';
import type { LineTaker } from './split/text-feed.js';
import { plainPunctuation } from './typographic.js';
import type { WorkBudget } from './work-budget.js';

/** Hears of messages; see Decoder. */
export interface MessageTaker {
  readonly counts: { messages: number; other: number; texts: number };
  /** The text in bytes that were found within a text; undefined for what is none, or more than the budget has left. */
  unpack(bytes: Uint8Array, budget: WorkBudget): Unpacked | undefined;
  /** Hears of a text of the input itself in which there was no message. */
  unread(text: string, line: number, why: string): void;
  message(walked: MessageHit, position: Position, before: string): void;
  isPayload(object: Fields): boolean;
}

/** Of a text that came from within another. */
interface Within {
  depth: number;
  /** What stands before the outermost text on its line. */
  before: string;
  around: MessageHit['around'];
}

/** A line with one of these may hold a print, or the names of a signal's fields without any brackets. */
const MAY_SAY_MORE = /invit|MsgBody|msg_body|customElem/i;

/** An input method wrote the very brackets. */
const WIDE_BRACES = /[｛［][\s\S]*(?:invite|MsgBody|businessID)/i;

const NO_FORM = 'JSON, but none of its keys are those of a message, a signal or a known payload';
const NO_JSON = 'no JSON, no print of an object, and nothing packed or escaped in it';
const NO_READING = 'it has words of signals, but no JSON or print that could be read to its end';

/** Texts within texts are followed this deep. */
const MAX_LAYERS = 6;
/** More characters than this of lines that look like wrapped base64 are not held. */
const MAX_WRAPPED = 32 * 1024 * 1024;

/**
 * Finds the messages of one text: the input, or what was wrapped in it. WalkVisitor what is JSON; where a line holds none, looks
 * for it in every encoding.
 */
export class MessageFinder implements LineTaker, Pieces, WalkVisitor {
  #to: MessageTaker;
  #budget: WorkBudget;
  #splitter: Splitter;
  #prefix: string;
  #wide: boolean;
  /** undefined for the input itself, whose lines count. */
  #within: Within | undefined;
  #position: Position;
  /** What stands before the piece at hand on its line. */
  #before: string;
  #placer: SourceMap | undefined;
  #piece: { text: string; part?: Part } | undefined;
  /** Where the text stands that is being unwrapped. */
  #origin: TextOrigin | undefined;
  /** Lines that may be one base64 text wrapped; undefined once there was something else. */
  #wrapped: { line: string; at: number; byte: number }[] | undefined = [];
  #wrappedLength = 0;

  /**
   * @param position where the text begins in the input; of a text within another, where that stands
   * @param form `prefix`: what it was wrapped in, as paths say it (`gzip|`); `wide`: UTF-16
   */
  constructor(
    to: MessageTaker,
    budget: WorkBudget,
    position: Position,
    form: { prefix: string; wide: boolean },
    within?: Within,
  ) {
    this.#to = to;
    this.#budget = budget;
    this.#position = position;
    this.#prefix = form.prefix;
    this.#wide = form.wide;
    this.#within = within;
    this.#before = within?.before ?? '';
    this.#splitter = new Splitter(this, budget, within ? 1 : position.line, position.byte, form.wide ? 2 : 1);
  }

  feed(text: string, ascii: boolean, cut = false): void {
    if (!this.#within) this.#budget.grow(text.length);
    this.#splitter.feed(text, ascii, cut);
  }

  end(): void {
    this.#splitter.end();
    const lines = this.#wrapped;
    if (!lines || lines.length < 2) {
      this.#flush();
      return;
    }
    // All of the input looks like base64: one text in many lines, or one in each.
    this.#at(lines[0]!.at, lines[0]!.byte);
    const before = this.#to.counts.messages;
    this.#unwrapped(wrappedBytes(lines.map((each) => each.line)), 'base64', this.#prefix);
    if (this.#to.counts.messages === before) this.#flush();
  }

  json({ text, line, byte, after, before = '', torn, guess, joined }: Piece): boolean {
    this.#at(line, byte);
    if (!this.#within) this.#before = before;
    if (torn && !mentionsSignal(text)) return false;
    this.#piece = { text };
    const walker = new JSONWalker(this, this.#prefix, after);
    if (joined) walker.repairs = ['split-over-lines'];
    const before0 = this.#to.counts.messages;
    const used = walker.text(text, guess);
    this.#piece = this.#placer = undefined;
    if (used) this.#to.counts.texts++;
    if (!this.#within && this.#to.counts.messages === before0 && (used || (!guess && !torn)))
      this.#to.unread(text, line, used ? NO_FORM : walker.why);
    return used;
  }

  line(text: string, at: number, byte: number): boolean {
    if (WIDE_BRACES.test(text)) {
      const before = this.#to.counts.messages;
      this.#at(at, byte);
      this.#inner(plainPunctuation(text).text, `${this.#prefix}full-width|`);
      return this.#to.counts.messages > before;
    }
    if (!MAY_SAY_MORE.test(text)) return false;
    const event = readEvent(text);
    if (event) return this.#printed(event, text, at, byte);
    for (const print of printsWithin(text)) if (this.#printed(print, text, at, byte)) return true;
    const pairs = readPairs(text);
    return pairs !== undefined && this.#printed(pairs, text, at, byte);
  }

  block({ name }: BlockKind, text: string, at: number, byte: number): boolean {
    if (name === 'hex') {
      const before = this.#to.counts.messages;
      this.#at(at, byte);
      this.#unwrapped(dumpedBytes(text), 'hex', this.#prefix);
      return this.#to.counts.messages > before;
    }
    if (!mentionsSignal(text)) return false;
    if (name !== 'comment') {
      const print =
        name === 'php' ? readPrint(text.slice(text.search(/\S+(?: Object)?\s*\(/))) : readLines(text);
      return print !== undefined && this.#printed(print, text.split('\n', 1)[0]!, at, byte);
    }
    const lines = uncommented(text);
    // Each of them by itself has a place of its own.
    if (text.indexOf('\n') < 0 || /^\s*[{[].*[}\]]\s*$/m.test(lines)) return false;
    this.#at(at, byte);
    const before = this.#to.counts.messages;
    this.#inner(lines, `${this.#prefix}comment|`);
    return this.#to.counts.messages > before;
  }

  /** Tells of what a program printed. @returns whether a message was in it */
  #printed(print: Print, line: string, at: number, byte: number): boolean {
    this.#at(at, byte);
    if (!this.#within) this.#before = line;
    this.#piece = undefined;
    return new JSONWalker(this, this.#prefix).print(print);
  }

  part(part: Part): void {
    this.#at(part.line, part.byte);
    this.#piece = { text: part.text, part };
    new JSONWalker(this, this.#prefix).part(part);
    this.#piece = this.#placer = undefined;
  }

  plain(line: string, at: number, byte: number): void {
    const text = line.trim();
    if (this.#wrapped && isBase64Line(text) && this.#wrappedLength < MAX_WRAPPED) {
      this.#wrapped.push({ line: text, at, byte });
      this.#wrappedLength += text.length;
      return;
    }
    this.#flush();
    this.#encoded(text, at, byte);
  }

  isPayload(object: Fields): boolean {
    return this.#to.isPayload(object);
  }

  message(walked: MessageHit): void {
    const around = this.#within?.around;
    if (around && around.length > 0) walked.around = [...around, ...walked.around];
    this.#to.message(walked, this.#place(walked.steps), this.#before);
  }

  embedded(text: string, path: string, origin: TextOrigin): void {
    if (this.#depth >= MAX_LAYERS) return;
    const tells = mentionsSignal(text);
    if (!tells && text.length < 32) return;
    this.#origin = origin;
    this.#unwrap(text, path, tells);
    this.#origin = undefined;
  }

  get #depth(): number {
    return this.#within?.depth ?? 0;
  }

  /** Looks for messages in a line that is no JSON. */
  #encoded(text: string, at: number, byte: number): void {
    this.#at(at, byte);
    if (!this.#within) this.#before = text;
    const before = this.#to.counts.messages;
    if (this.#depth < MAX_LAYERS) this.#unwrap(text, this.#prefix, false);
    if (this.#to.counts.messages === before && !this.#within && text !== '') {
      this.#to.counts.other++;
      this.#to.unread(text, at, mentionsSignal(text) ? NO_READING : NO_JSON);
    }
  }

  #flush(): void {
    const lines = this.#wrapped;
    this.#wrapped = undefined;
    for (const { line, at, byte } of lines ?? []) this.#encoded(line, at, byte);
  }

  /** @param itself whether the text itself may hold JSON among other words */
  #unwrap(text: string, path: string, itself: boolean): void {
    const before = this.#to.counts.messages;
    if (itself) this.#inner(text, path);
    if (this.#to.counts.messages > before) return;
    for (const encoding of ENCODINGS) {
      for (const inner of encoding.unwrap(text)) this.#unwrapped(inner, encoding.name, path);
      if (this.#to.counts.messages > before) return;
    }
  }

  #unwrapped(inner: string | Uint8Array, name: string, path: string): void {
    if (typeof inner === 'string') {
      this.#inner(inner, `${path}${name}|`);
      return;
    }
    const unpacked = this.#to.unpack(inner, this.#budget);
    if (unpacked) this.#inner(unpacked.text, `${path}${[name, ...unpacked.layers].join('|')}|`);
  }

  /** A text of its own, at the same place of the input. */
  #inner(text: string, prefix: string): void {
    if (!this.#budget.take(text.length)) return;
    const position = this.#origin ? this.#place(this.#origin.steps) : this.#position;
    const around = [...(this.#within?.around ?? []), ...(this.#origin?.around ?? [])];
    const within = { depth: this.#depth + 1, before: this.#before, around };
    const inner = new MessageFinder(this.#to, this.#budget, position, { prefix, wide: this.#wide }, within);
    inner.feed(text, true);
    inner.end();
  }

  /** Where a value of the text being walked stands in the input. */
  #place(steps: readonly PathStep[]): Position {
    if (!this.#piece || this.#within || steps.length === 0) return this.#position;
    this.#placer ??= new SourceMap(this.#piece.text, this.#position, this.#wide, this.#piece.part);
    return this.#placer.place(steps);
  }

  #at(line: number, byte: number): void {
    if (!this.#within) this.#position = { file: this.#position.file, line, byte };
  }
}

/** base64 over several lines; where one has ended before, as if it had not. */
function wrappedBytes(lines: readonly string[]): Uint8Array {
  return base64Bytes(lines.map((line) => line.replace(/=+$/, '')).join(''));
}

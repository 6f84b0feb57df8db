import type { Readable } from 'node:stream';
import { BUSINESS_SCHEMAS } from './business/index.js';
import { BusinessSchemas } from './business/payload.js';
import type { BusinessSchema } from './business/schema.js';
import { isBase64Line } from './encodings/base64.js';
import { ENCODINGS } from './encodings/index.js';
import { judge } from './judge.js';
import type { DecodedLine } from './line.js';
import { Locator } from './locator.js';
import { unpackBlob } from './split/blob.js';
import { type Part, type Piece, type Pieces, Splitter } from './split/splitter.js';
import { packingOf, TextReader, unpacker } from './split/unpack.js';
import { Subject } from './subject.js';
import { type Origin, type Step, telling, Walk, type Walked, type Walks } from './walk.js';

/** Where a message is in the input. */
export interface Position {
  file: string;
  line: number;
  byte: number;
}

export interface DecodeOptions {
  /** Name shown for the input. */
  file?: string;
  /** The user's own business schemas, tried before the known ones. */
  schemas?: readonly BusinessSchema[];
}

/** What a message's line says besides it. */
export interface Surroundings {
  walked: Walked;
  /** What stands before the message on its line: in a log, the time. */
  before: string;
}

/** What a decoder saw, for a person who got nothing out. */
export interface DecodeCounts {
  messages: number;
  /** Lines in which nothing was found. */
  other: number;
  /** Texts that were JSON, messages or not. */
  texts: number;
  bytes: number;
}

/** Texts within texts are followed this deep. */
const MAX_LAYERS = 6;
/** More characters than this of lines that look like wrapped base64 are not held. */
const MAX_WRAPPED = 32 * 1024 * 1024;

/**
 * Finds every message in what it is fed, in whatever form, and tells of each. Holds a few megabytes at most, however
 * much it is fed.
 */
export class Decoder {
  readonly counts: DecodeCounts = { messages: 0, other: 0, texts: 0, bytes: 0 };
  #schemas: BusinessSchemas;
  #file: string;
  #tell: (line: DecodedLine, surroundings: Surroundings) => void;

  /** @param tell called for each message, in order */
  constructor(tell: (line: DecodedLine, surroundings: Surroundings) => void, options: DecodeOptions = {}) {
    this.#tell = tell;
    this.#file = options.file ?? '-';
    this.#schemas = new BusinessSchemas([...(options.schemas ?? []), ...BUSINESS_SCHEMAS]);
  }

  /** Reads a stream of bytes to its end. */
  async stream(input: Readable | AsyncIterable<Buffer>): Promise<DecodeCounts> {
    let feed: ByteFeed | undefined;
    for await (const chunk of input as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      this.counts.bytes += bytes.length;
      feed ??= new ByteFeed((prefix, byte, wide) => this.#splitter(prefix, byte, wide));
      await feed.write(bytes);
    }
    await feed?.end();
    return this.counts;
  }

  /** Reads one text. */
  text(text: string): DecodeCounts {
    this.counts.bytes += Buffer.byteLength(text);
    const splitter = this.#splitter('', 0, false);
    splitter.feed(text, Buffer.byteLength(text) === text.length);
    splitter.end();
    return this.counts;
  }

  #splitter(prefix: string, byte: number, wide: boolean): TextSplitter {
    const reader = new TextIn(this, { file: this.#file, line: 1, byte: 0 }, prefix, 0, true, wide);
    return new TextSplitter(reader, byte, wide ? 2 : 1);
  }

  /** @internal for the readers of this file */
  message(walked: Walked, { file, line, byte }: Position, before: string): void {
    this.counts.messages++;
    const subject = new Subject(walked.found, walked.path, walked.text, walked.after, walked.sound);
    this.#tell(judge(subject, { file, line, byte, path: walked.path }, this.#schemas), { walked, before });
  }
}

/** Cuts one text, and looks again where lines held nothing. */
class TextSplitter {
  #splitter: Splitter;
  #reader: TextIn;

  constructor(reader: TextIn, byte: number, width: 1 | 2) {
    this.#reader = reader;
    this.#splitter = new Splitter(reader, byte, width);
  }

  feed(text: string, ascii: boolean, cut = false): void {
    this.#splitter.feed(text, ascii, cut);
  }

  end(): void {
    this.#splitter.end();
    this.#reader.end();
  }
}

/** Takes the pieces of a text, and walks what is JSON in them. */
class TextIn implements Pieces, Walks {
  #decoder: Decoder;
  #position: Position;
  #prefix: string;
  #depth: number;
  /** Whether this is the input itself, whose lines count. */
  #outermost: boolean;
  /** Lines that may be one base64 text wrapped; undefined once there was something else. */
  #wrapped: { line: string; at: number; byte: number }[] | undefined = [];
  #wrappedLength = 0;
  /** The text being walked, and where it stands, for messages inside it. */
  #piece: { text: string; frame: number; lag: (steps: readonly Step[]) => readonly Step[] } | undefined;
  #locator: Locator | undefined;
  /** The place found last, and how many bytes it is from the piece's beginning. */
  #located = { at: 0, bytes: 0 };
  /** What stands before the text on its line. */
  #before = '';
  /** The objects around this text in the one it came from. */
  #around: Walked['around'] = [];
  /** The way to the text within that text which is being unwrapped. */
  #within: Origin | undefined;
  #wide: boolean;

  constructor(
    decoder: Decoder,
    position: Position,
    prefix: string,
    depth: number,
    outermost: boolean,
    wide: boolean,
  ) {
    this.#decoder = decoder;
    this.#wide = wide;
    this.#position = position;
    this.#prefix = prefix;
    this.#depth = depth;
    this.#outermost = outermost;
  }

  json({ text, line, byte, after, before = '', torn, guess }: Piece): boolean {
    this.#at(line, byte);
    if (this.#outermost) this.#before = before;
    if (torn && !telling(text)) return false;
    this.#walking(text, 0, (steps) => steps);
    const used = new Walk(this, this.#prefix, after).text(text, guess);
    if (used) this.#decoder.counts.texts++;
    this.#piece = undefined;
    return used;
  }

  part(part: Part): void {
    this.#at(part.line, part.byte);
    this.#walking(part.text, part.frame, (steps) => withoutLag(steps, part));
    new Walk(this, this.#prefix).part(part);
    this.#piece = undefined;
  }

  #walking(text: string, frame: number, lag: (steps: readonly Step[]) => readonly Step[]): void {
    if (!this.#outermost) return;
    this.#piece = { text, frame, lag };
    this.#locator = undefined;
    this.#located = { at: frame, bytes: 0 };
  }

  /** Where a value of the text being walked stands in the input. */
  #locate(steps: readonly Step[]): Position {
    const piece = this.#piece;
    if (!piece || steps.length === 0) return this.#position;
    this.#locator ??= new Locator(piece.text);
    const place = this.#locator.find(piece.lag(steps));
    if (!place || place.at < piece.frame) return this.#position;
    const { file, line, byte } = this.#position;
    // From the place before on, so that a text of many messages is gone through once.
    const [from, bytes] =
      place.at >= this.#located.at ? [this.#located.at, this.#located.bytes] : [piece.frame, 0];
    const between = piece.text.slice(from, place.at);
    const here = bytes + (this.#wide ? between.length * 2 : Buffer.byteLength(between));
    this.#located = { at: place.at, bytes: here };
    return { file, line: line + place.lines, byte: byte + here };
  }

  plain(line: string, at: number, byte: number): void {
    const text = line.trim();
    if (this.#wrapped && isBase64Line(text) && this.#wrappedLength < MAX_WRAPPED) {
      this.#wrapped.push({ line: text, at, byte });
      this.#wrappedLength += text.length;
      return;
    }
    this.#flush();
    this.#plain(text, at, byte);
  }

  /** What was held back as one wrapped text, when all of the input was like that. */
  end(): void {
    const lines = this.#wrapped;
    if (!lines || lines.length < 2) {
      this.#flush();
      return;
    }
    const { at, byte } = lines[0]!;
    this.#at(at, byte);
    const before = this.#decoder.counts.messages;
    this.#unwrapped(Buffer.from(lines.map((each) => each.line).join(''), 'base64'), 'base64', this.#prefix);
    if (this.#decoder.counts.messages === before) this.#flush();
  }

  message(walked: Walked): void {
    if (this.#around.length > 0) walked.around = [...this.#around, ...walked.around];
    this.#decoder.message(walked, this.#locate(walked.steps), this.#before);
  }

  embedded(text: string, path: string, origin: Origin): void {
    if (this.#depth >= MAX_LAYERS) return;
    const tells = telling(text);
    if (!tells && text.length < 32) return;
    const position = this.#position;
    this.#within = origin;
    this.#unwrap(text, path, tells);
    this.#within = undefined;
    this.#position = position;
  }

  #plain(text: string, at: number, byte: number): void {
    this.#at(at, byte);
    if (this.#outermost) this.#before = text;
    const before = this.#decoder.counts.messages;
    if (this.#depth < MAX_LAYERS) this.#unwrap(text, this.#prefix, false);
    if (this.#decoder.counts.messages === before && this.#outermost && text !== '')
      this.#decoder.counts.other++;
  }

  #flush(): void {
    const lines = this.#wrapped;
    this.#wrapped = undefined;
    for (const { line, at, byte } of lines ?? []) this.#plain(line, at, byte);
  }

  /** @param itself whether the text itself may hold JSON among other words */
  #unwrap(text: string, path: string, itself: boolean): void {
    const before = this.#decoder.counts.messages;
    if (itself) this.#inner(text, path);
    if (this.#decoder.counts.messages > before) return;
    for (const encoding of ENCODINGS) {
      for (const inner of encoding.unwrap(text)) this.#unwrapped(inner, encoding.name, path);
      if (this.#decoder.counts.messages > before) return;
    }
  }

  #unwrapped(inner: string | Buffer, name: string, path: string): void {
    if (typeof inner === 'string') {
      this.#inner(inner, `${path}${name}|`);
      return;
    }
    const unpacked = unpackBlob(inner);
    if (unpacked) this.#inner(unpacked.text, `${path}${[name, ...unpacked.layers].join('|')}|`);
  }

  /** A text of its own, at the same place of the input. */
  #inner(text: string, prefix: string): void {
    const position = this.#within ? this.#locate(this.#within.steps) : this.#position;
    const reader = new TextIn(this.#decoder, position, prefix, this.#depth + 1, false, this.#wide);
    reader.#before = this.#before;
    reader.#around = [...this.#around, ...(this.#within?.around ?? [])];
    const splitter = new Splitter(reader, 0, 1);
    splitter.feed(text, true);
    splitter.end();
    reader.end();
  }

  #at(line: number, byte: number): void {
    if (this.#outermost) this.#position = { file: this.#position.file, line, byte };
  }
}

/** The steps as they are in a part's own text, where the indexes on the way to its array lag behind. */
function withoutLag(steps: readonly Step[], { way, lag, repeats }: Part): readonly Step[] {
  if (!repeats) return steps;
  const own = [...steps];
  for (let i = 0; i < own.length && i <= way.length; i++) {
    const step = own[i]!;
    if (typeof step === 'number') own[i] = step - (lag[i] ?? 0);
    if (i < way.length && own[i] !== way[i]) break;
  }
  return own;
}

/** How much of the beginning is needed to see what the bytes are. */
const HEAD = 512;
/** A line of which this many characters are here is cut on. */
const LONG_LINE = 1024 * 1024;

/** Turns the bytes of the input into lines of text for a splitter, through whatever they are packed in. */
class ByteFeed {
  #make: (prefix: string, byte: number, wide: boolean) => TextSplitter;
  #head: Buffer[] = [];
  #headLength = 0;
  #sink: { write(bytes: Buffer): Promise<void>; end(): Promise<void> } | undefined;
  #prefix: string;

  constructor(make: (prefix: string, byte: number, wide: boolean) => TextSplitter, prefix = '') {
    this.#make = make;
    this.#prefix = prefix;
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#sink) return this.#sink.write(bytes);
    this.#head.push(bytes);
    this.#headLength += bytes.length;
    if (this.#headLength >= HEAD) await this.#begin();
  }

  async end(): Promise<void> {
    if (!this.#sink) await this.#begin();
    await this.#sink!.end();
  }

  async #begin(): Promise<void> {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    const { packing, skip } = packingOf(head);
    const depth = this.#prefix.split('|').length;
    if ((packing === 'gzip' || packing === 'zlib') && depth <= MAX_LAYERS) {
      this.#sink = new PackedSink(packing, new ByteFeed(this.#make, `${this.#prefix}${packing}|`));
    } else {
      const wide = packing === 'utf-16le' || packing === 'utf-16be';
      this.#sink = new LineSink(new TextReader(packing), this.#make(this.#prefix, skip, wide));
    }
    await this.#sink.write(head.subarray(skip));
  }
}

/** Unpacks bytes as they come. */
class PackedSink {
  #stream: ReturnType<typeof unpacker>;
  #reading: Promise<void>;

  constructor(packing: 'gzip' | 'zlib', into: ByteFeed) {
    const stream = unpacker(packing);
    this.#stream = stream;
    this.#reading = (async () => {
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) await into.write(chunk);
      } catch (error) {
        // What came before the damage is kept; that the rest is missing shows in what is cut off.
        if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
      }
      await into.end();
    })();
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#stream.destroyed || this.#stream.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#stream.off('drain', go);
        this.#stream.off('close', go);
        resolve();
      };
      this.#stream.on('drain', go);
      this.#stream.on('close', go);
    });
  }

  async end(): Promise<void> {
    this.#stream.end();
    await this.#reading;
  }
}

/** Hands whole lines to a splitter, and parts of very long ones. */
class LineSink {
  #reader: TextReader;
  #splitter: TextSplitter;
  /** The beginning of a line whose end has not come. */
  #rest = '';
  #restASCII = true;

  constructor(reader: TextReader, splitter: TextSplitter) {
    this.#reader = reader;
    this.#splitter = splitter;
  }

  async write(bytes: Buffer): Promise<void> {
    const { text, ascii } = this.#reader.read(bytes);
    let from = 0;
    if (this.#rest !== '') {
      // The line that began before is fed by itself, so that the bulk is never copied.
      const first = text.indexOf('\n');
      from = first < 0 ? text.length : first + 1;
      this.#rest += text.slice(0, from);
      this.#restASCII &&= ascii;
      if (first < 0) {
        if (this.#rest.length > LONG_LINE) this.#giveRest(true);
        return;
      }
      this.#giveRest(false);
    }
    const end = text.lastIndexOf('\n') + 1;
    if (end > from)
      this.#splitter.feed(from === 0 && end === text.length ? text : text.slice(from, end), ascii);
    this.#rest = end > from ? text.slice(end) : text.slice(from);
    this.#restASCII = ascii;
  }

  #giveRest(cut: boolean): void {
    const text = this.#rest;
    this.#rest = '';
    this.#splitter.feed(text, this.#restASCII, cut);
    this.#restASCII = true;
  }

  async end(): Promise<void> {
    this.#rest += this.#reader.end();
    if (this.#rest !== '') this.#giveRest(false);
    this.#splitter.end();
  }
}

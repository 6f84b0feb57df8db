import type { WorkBudget } from '../work-budget.js';
import { packingOf, TextReader, unpacker } from './unpack.js';

/** Takes the text of an input: whole lines, or (`cut`) parts of one so long that it is not held. */
export interface LineTaker {
  feed(text: string, ascii: boolean, cut?: boolean): void;
  end(): void;
}

/** @param prefix what the bytes were packed in: `gzip|`; @param byte where the text begins; @param wide UTF-16 */
export type MakeLineTaker = (prefix: string, byte: number, wide: boolean) => LineTaker;

/** What is packed in more layers than this is not unpacked. */
const MAX_LAYERS = 6;
/** How much of the beginning is needed to see what the bytes are. */
const HEAD = 512;
/** A line of which this many characters are here is cut on. */
const LONG_LINE = 1024 * 1024;
/** Texts made of more bytes than this are each mapped and unmapped anew, which takes longer than reading them. */
const PIECE = 32 * 1024;

/** Turns the bytes of the input into lines of text, through whatever they are packed in. */
export class ByteFeed {
  #make: MakeLineTaker;
  #budget: WorkBudget;
  #head: Buffer[] = [];
  #headLength = 0;
  #sink: { write(bytes: Buffer): Promise<void>; end(): Promise<void> } | undefined;
  #prefix: string;

  constructor(make: MakeLineTaker, budget: WorkBudget, prefix = '') {
    this.#make = make;
    this.#budget = budget;
    this.#prefix = prefix;
  }

  /** @param bytes may be overwritten once this is done */
  async write(bytes: Buffer): Promise<void> {
    if (this.#prefix === '') this.#budget.growPacked(bytes.length);
    if (this.#sink) return this.#sink.write(bytes);
    if (this.#headLength === 0 && bytes.length >= HEAD) {
      await this.#begin(bytes);
      return;
    }
    this.#head.push(Buffer.from(bytes));
    this.#headLength += bytes.length;
    if (this.#headLength >= HEAD) await this.#begin();
  }

  async end(): Promise<void> {
    if (!this.#sink) await this.#begin();
    await this.#sink!.end();
  }

  async #begin(head: Buffer = Buffer.concat(this.#head)): Promise<void> {
    this.#head = [];
    const { packing, skip } = packingOf(head);
    const depth = this.#prefix.split('|').length;
    if ((packing === 'gzip' || packing === 'zlib') && depth <= MAX_LAYERS) {
      this.#sink = new PackedSink(
        packing,
        new ByteFeed(this.#make, this.#budget, `${this.#prefix}${packing}|`),
        this.#budget,
      );
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

  constructor(packing: 'gzip' | 'zlib', into: ByteFeed, budget: WorkBudget) {
    const stream = unpacker(packing);
    this.#stream = stream;
    this.#reading = (async () => {
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          if (!budget.unpack(chunk.length)) break;
          await into.write(chunk);
        }
      } catch (error) {
        // What came before the damage is kept; that the rest is missing shows in what is cut off.
        if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
      }
      await into.end();
    })();
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#stream.destroyed || this.#stream.write(Buffer.from(bytes))) return;
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
    if (!this.#stream.destroyed) this.#stream.end();
    await this.#reading;
  }
}

/** Hands on whole lines, and parts of very long ones. */
class LineSink {
  #reader: TextReader;
  #lines: LineTaker;
  /** The beginning of a line whose end has not come. */
  #rest = '';
  #restASCII = true;

  constructor(reader: TextReader, lines: LineTaker) {
    this.#reader = reader;
    this.#lines = lines;
  }

  async write(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE) this.#piece(bytes.subarray(at, at + PIECE));
  }

  #piece(bytes: Buffer): void {
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
    if (end > from) this.#lines.feed(from === 0 && end === text.length ? text : text.slice(from, end), ascii);
    this.#rest = end > from ? text.slice(end) : text.slice(from);
    this.#restASCII = ascii;
  }

  #giveRest(cut: boolean): void {
    const text = this.#rest;
    this.#rest = '';
    this.#lines.feed(text, this.#restASCII, cut);
    this.#restASCII = true;
  }

  async end(): Promise<void> {
    this.#rest += this.#reader.end();
    if (this.#rest !== '') this.#giveRest(false);
    this.#lines.end();
  }
}

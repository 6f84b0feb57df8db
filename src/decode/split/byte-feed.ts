import type { WorkBudget } from '../work-budget.js';
import { packingOf } from './packing.js';
import { type LineTaker, TextFeed } from './text-feed.js';
import { TextReader, unpacker } from './unpack.js';

/** @param prefix what the bytes were packed in: `gzip|`; @param byte where the text begins; @param wide UTF-16 */
export type MakeLineTaker = (prefix: string, byte: number, wide: boolean) => LineTaker;

/** What is packed in more layers than this is not unpacked. */
const MAX_LAYERS = 6;
/** How much of the beginning is needed to see what the bytes are. */
const HEAD = 512;
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

/** Reads bytes as text, in pieces. */
class LineSink {
  #reader: TextReader;
  #feed: TextFeed;

  constructor(reader: TextReader, lines: LineTaker) {
    this.#reader = reader;
    this.#feed = new TextFeed(lines);
  }

  async write(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const { text, ascii } = this.#reader.read(bytes.subarray(at, at + PIECE));
      this.#feed.write(text, ascii);
    }
  }

  async end(): Promise<void> {
    this.#feed.write(this.#reader.end(), false);
    this.#feed.end();
  }
}

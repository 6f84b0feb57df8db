import type { Readable } from 'node:stream';
import { type DecodeCounts, MessageDecoder } from './message-decoder.js';
import { unpackBlob } from './split/blob.js';
import type { Unpacked } from './split/blob-text.js';
import { ByteFeed } from './split/byte-feed.js';
import type { WorkBudget } from './work-budget.js';

export type { DecodeCounts, DecodeOptions, Surroundings, Unread } from './message-decoder.js';

/** The decoder with what Node has: it reads bytes, through whatever they are packed in. */
export class Decoder extends MessageDecoder {
  /** Reads a stream of bytes to its end. */
  async stream(input: Readable | AsyncIterable<Uint8Array | string>): Promise<DecodeCounts> {
    let feed: ByteFeed | undefined;
    for await (const chunk of input as AsyncIterable<Uint8Array | string>) {
      const bytes =
        typeof chunk === 'string'
          ? Buffer.from(chunk)
          : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.counts.bytes += bytes.length;
      feed ??= new ByteFeed((prefix, byte, wide) => this.lines(prefix, byte, wide), this.work);
      await feed.write(bytes);
    }
    await feed?.end();
    return this.ended();
  }

  override unpack(bytes: Uint8Array, budget: WorkBudget): Unpacked | undefined {
    return unpackBlob(bytes, budget);
  }
}

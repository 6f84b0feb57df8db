import type { DecodedLine } from './line.js';
import type { DecodeCounts, DecodeOptions, MessageDecoder, Surroundings } from './message-decoder.js';
import { packingOf } from './split/packing.js';
import { TextFeed } from './split/text-feed.js';
import { utf8Length } from './utf8.js';

/** What a text holds. */
export interface Decoded {
  /** Every message, signal, event and payload in it, in order. */
  messages: DecodedLine[];
  counts: DecodeCounts;
}

/** A stream of text, or of bytes: UTF-8, UTF-16, gzip or zlib of either. */
export type DecodeStream = AsyncIterable<string | Uint8Array> | ReadableStream<string | Uint8Array>;

/** MessageDecoder, or one that can do more. */
type MakeDecoder = new (
  tell: (line: DecodedLine, surroundings: Surroundings) => void,
  options: DecodeOptions,
) => MessageDecoder;

/** A function that decodes texts and streams. */
export interface Decode {
  (input: string, options?: DecodeOptions): Decoded;
  (input: DecodeStream, options?: DecodeOptions): AsyncGenerator<DecodedLine, DecodeCounts>;
}

/** Decodes with a decoder of the platform's own. */
export function decodeWith(Make: MakeDecoder): Decode {
  return ((input: string | DecodeStream, options: DecodeOptions = {}) => {
    if (typeof input !== 'string') return decodeStream(Make, input, options);
    const messages: DecodedLine[] = [];
    const counts = new Make((line) => messages.push(line), options).text(input);
    return { messages, counts };
  }) as Decode;
}

async function* decodeStream(
  Make: MakeDecoder,
  input: DecodeStream,
  options: DecodeOptions,
): AsyncGenerator<DecodedLine, DecodeCounts> {
  let found: DecodedLine[] = [];
  const decoder = new Make((line) => found.push(line), options);
  let feed: TextFeed | undefined;
  for await (const { text, wide, packing } of textOf(chunksOf(input))) {
    feed ??= new TextFeed(decoder.lines(packing, 0, wide));
    decoder.counts.bytes += utf8Length(text);
    feed.write(text, false);
    yield* found;
    found = [];
  }
  feed?.end();
  yield* found;
  decoder.counts.exceeded = decoder.work.exceeded;
  return decoder.counts;
}

interface TextChunk {
  text: string;
  wide: boolean;
  /** What it was packed in, as paths say it. */
  packing: string;
}

/** Bytes as text, unpacked by what their beginning shows. */
async function* textOf(chunks: AsyncIterator<string | Uint8Array>, packed = ''): AsyncGenerator<TextChunk> {
  const first = await chunks.next();
  if (first.done) return;
  if (typeof first.value === 'string') {
    yield { text: first.value, wide: false, packing: packed };
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
      yield { text: String(next.value), wide: false, packing: packed };
    return;
  }
  const { packing, skip } = packingOf(first.value);
  if ((packing === 'gzip' || packing === 'zlib') && packed.length < MAX_PACKED) {
    const name = packing === 'gzip' ? 'gzip' : 'deflate';
    const unpacked = restOf(first.value, chunks).pipeThrough(new DecompressionStream(name) as never);
    yield* textOf(chunksOf(unpacked as ReadableStream<Uint8Array>), `${packed}${packing}|`);
    return;
  }
  const wide = packing !== 'utf-8';
  const decoder = new TextDecoder(wide ? packing : 'utf-8');
  let bytes: string | Uint8Array = first.value.subarray(skip);
  for (;;) {
    yield {
      text: typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true }),
      wide,
      packing: packed,
    };
    const next = await chunks.next();
    if (next.done) break;
    bytes = next.value;
  }
  yield { text: decoder.decode(), wide, packing: packed };
}

/** A bomb is no deeper than it takes to see that it is one. */
const MAX_PACKED = 20;

function restOf(first: Uint8Array, chunks: AsyncIterator<string | Uint8Array>): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!begun) {
        begun = true;
        controller.enqueue(first);
        return;
      }
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value as Uint8Array);
    },
  });
}

/** Safari has no iterator for streams. */
function chunksOf(input: DecodeStream): AsyncIterator<string | Uint8Array> {
  if (Symbol.asyncIterator in input)
    return (input as AsyncIterable<string | Uint8Array>)[Symbol.asyncIterator]();
  const reader = (input as ReadableStream<string | Uint8Array>).getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? { done: true, value: undefined } : { done: false, value };
    },
  };
}

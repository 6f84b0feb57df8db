import { decodeWith } from './decode-input.js';
import { Decoder } from './decoder.js';

export type { BusinessSchema } from './business/schema.js';
export type { Decode, Decoded, DecodeStream } from './decode-input.js';
export type { Business, BusinessField, DecodedLine, Finding, Level, ShownMessage, Verdict } from './line.js';
export type { DecodeCounts, DecodeOptions, Unread } from './message-decoder.js';

/**
 * Finds every message in a text or a stream, in whatever form; says what each is, which SDKs take it for a signal, and what is
 * wrong with it. Never throws for what it reads. In Node, what is packed
 * within a text is unpacked too.
 *
 * `decode(text)` gives `{ messages, counts }`; `decode(stream)` is an async generator of messages that returns the counts. A
 * stream has texts or bytes: UTF-8, UTF-16, gzip or zlib of either. `options.schemas` are business payloads of your own,
 * tried before those that are known.
 */
export const decode = decodeWith(Decoder);

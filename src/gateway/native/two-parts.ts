import { ByteReader, uint32 } from './byte-reader.js';

/** Reads `u32 length | u32 length | first | second`. @throws MalformedFrame */
export function readTwoParts(bytes: Buffer): [first: Buffer, second: Buffer] {
  const reader = new ByteReader(bytes);
  const [first, second] = [reader.uint32(), reader.uint32()];
  return [reader.take(first), reader.take(second)];
}

export function writeTwoParts(first: Uint8Array, second: Uint8Array): Buffer {
  return Buffer.concat([uint32(first.length), uint32(second.length), first, second]);
}

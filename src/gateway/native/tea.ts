import type { Entropy } from '../../runtime/entropy.js';

/**
 * TEA as the native SDK uses it: 16 rounds, big-endian, and a chain in which each block is mixed with the cipher block
 * before it (before encryption) and with the mixed plain block before it (after encryption).
 *
 * A plain text is framed as `1 byte (low 3 bits: n) | n + 2 random bytes | data | 7 zeros`, so that it fills whole blocks.
 * Source: SDK 8.0.5903 takes and sends it (docs/native-sdk.md); the chain is known from the same family of protocols.
 */

const DELTA = 0x9e3779b9 | 0;
const ROUNDS = 16;
/** The sum that decryption starts from. */
const LAST_SUM = Math.imul(DELTA, ROUNDS);
const ZEROS = 7;

/** The key of what is sent before the two sides have agreed on one. */
export const ZERO_KEY: Buffer = Buffer.alloc(16);

/** @param key 16 bytes */
export function teaEncrypt(key: Buffer, data: Buffer, entropy: Entropy): Buffer {
  const filling = (8 - ((data.length + 2 + 1 + ZEROS) % 8)) % 8;
  const start = 1 + filling + 2;
  const text = Buffer.alloc(start + data.length + ZEROS);
  for (let index = 0; index < start; index += 4) {
    const random = entropy.uint32();
    for (let byte = 0; byte < 4 && index + byte < start; byte++) text[index + byte] = random >>> (8 * byte);
  }
  text[0] = (text[0]! & 0xf8) | filling;
  data.copy(text, start);
  encryptChain(key, text);
  return text;
}

/** @returns undefined where it was not encrypted with this key */
export function teaDecrypt(key: Buffer, cipher: Buffer): Buffer | undefined {
  if (cipher.length < 16 || cipher.length % 8 !== 0) return undefined;
  const text = decryptChain(key, cipher);
  const start = 1 + (text[0]! & 7) + 2;
  const end = text.length - ZEROS;
  if (start > end) return undefined;
  for (let index = end; index < text.length; index++) if (text[index] !== 0) return undefined;
  return text.subarray(start, end);
}

function encryptChain(key: Buffer, text: Buffer): void {
  const k0 = key.readInt32BE(0);
  const k1 = key.readInt32BE(4);
  const k2 = key.readInt32BE(8);
  const k3 = key.readInt32BE(12);
  const view = viewOf(text);
  let cipher0 = 0;
  let cipher1 = 0;
  let mixed0 = 0;
  let mixed1 = 0;
  for (let at = 0; at < text.length; at += 8) {
    const before0 = view.getInt32(at) ^ cipher0;
    const before1 = view.getInt32(at + 4) ^ cipher1;
    let y = before0;
    let z = before1;
    let sum = 0;
    for (let round = 0; round < ROUNDS; round++) {
      sum = (sum + DELTA) | 0;
      y = (y + (((z << 4) + k0) ^ (z + sum) ^ ((z >>> 5) + k1))) | 0;
      z = (z + (((y << 4) + k2) ^ (y + sum) ^ ((y >>> 5) + k3))) | 0;
    }
    cipher0 = y ^ mixed0;
    cipher1 = z ^ mixed1;
    mixed0 = before0;
    mixed1 = before1;
    view.setInt32(at, cipher0);
    view.setInt32(at + 4, cipher1);
  }
}

function decryptChain(key: Buffer, cipher: Buffer): Buffer {
  const text = Buffer.allocUnsafe(cipher.length);
  const k0 = key.readInt32BE(0);
  const k1 = key.readInt32BE(4);
  const k2 = key.readInt32BE(8);
  const k3 = key.readInt32BE(12);
  const from = viewOf(cipher);
  const to = viewOf(text);
  let cipher0 = 0;
  let cipher1 = 0;
  let mixed0 = 0;
  let mixed1 = 0;
  for (let at = 0; at < cipher.length; at += 8) {
    const next0 = from.getInt32(at);
    const next1 = from.getInt32(at + 4);
    let y = next0 ^ mixed0;
    let z = next1 ^ mixed1;
    let sum = LAST_SUM;
    for (let round = 0; round < ROUNDS; round++) {
      z = (z - (((y << 4) + k2) ^ (y + sum) ^ ((y >>> 5) + k3))) | 0;
      y = (y - (((z << 4) + k0) ^ (z + sum) ^ ((z >>> 5) + k1))) | 0;
      sum = (sum - DELTA) | 0;
    }
    mixed0 = y;
    mixed1 = z;
    to.setInt32(at, y ^ cipher0);
    to.setInt32(at + 4, z ^ cipher1);
    cipher0 = next0;
    cipher1 = next1;
  }
  return text;
}

/** Reads and writes faster than Buffer's own methods do. */
function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

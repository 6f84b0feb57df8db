import { isAscii } from 'node:buffer';
import type { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createInflate } from 'node:zlib';
import type { Packing } from './packing.js';

/** Unpacks a stream of bytes by what its packing is called. */
export function unpacker(packing: 'gzip' | 'zlib'): Transform {
  return packing === 'gzip' ? createGunzip() : createInflate();
}

/** Turns bytes into text, never splitting a character; says of each text whether it is all ASCII. */
export class TextReader {
  #decoder: StringDecoder;
  #swap: boolean;
  #odd: Buffer | undefined;
  #wide: boolean;
  /** Whether a character may have been cut at the end. */
  #open = false;

  constructor(packing: Packing) {
    this.#wide = packing === 'utf-16le' || packing === 'utf-16be';
    this.#swap = packing === 'utf-16be';
    this.#decoder = new StringDecoder(this.#wide ? 'utf16le' : 'utf8');
  }

  read(chunk: Buffer): { text: string; ascii: boolean } {
    if (this.#wide)
      return { text: this.#decoder.write(this.#swap ? this.#swapped(chunk) : chunk), ascii: false };
    // What is all ASCII is copied, not decoded, unless the piece before ended within a character.
    if (!this.#open && isAscii(chunk)) return { text: chunk.toString('latin1'), ascii: true };
    this.#open = (chunk[chunk.length - 1] ?? 0) >= 0x80;
    return { text: this.#decoder.write(chunk), ascii: false };
  }

  end(): string {
    return this.#decoder.end();
  }

  /** Big-endian pairs turned round; a byte that waits for its other half is kept. */
  #swapped(chunk: Buffer): Buffer {
    const all = this.#odd ? Buffer.concat([this.#odd, chunk]) : Buffer.from(chunk);
    const even = all.length & ~1;
    this.#odd = even < all.length ? all.subarray(even) : undefined;
    return all.subarray(0, even).swap16();
  }
}

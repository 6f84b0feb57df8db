/** What a peer sent does not have the form it should have. */
export class MalformedFrame extends Error {}

/** Reads big-endian numbers and counted byte strings, and never beyond the end. */
export class ByteReader {
  #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  uint8(): number {
    return this.take(1)[0]!;
  }

  uint16(): number {
    return this.take(2).readUInt16BE();
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /** A byte string with its length before it; the length counts its own four bytes. */
  counted(): Buffer {
    const length = this.uint32();
    if (length < 4) throw new MalformedFrame(`a counted string of ${length} bytes`);
    return this.take(length - 4);
  }

  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length)
      throw new MalformedFrame(`ends ${end - this.#bytes.length} bytes too early`);
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  rest(): Buffer {
    return this.take(this.#bytes.length - this.#at);
  }
}

/** The counterpart of {@link ByteReader.counted}. */
export function counted(bytes: Buffer | string): Buffer {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return Buffer.concat([uint32(content.length + 4), content]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

export function uint16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

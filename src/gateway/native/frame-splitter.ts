import { MalformedFrame } from './byte-reader.js';

/** The shortest thing that is a frame: a length, and six bytes that tell of what kind. */
const SHORTEST = 10;

/** Cuts a stream into frames by the length that each begins with (its own four bytes counted). */
export class FrameSplitter {
  #maxFrame: number;
  #chunks: Buffer[] = [];
  #size = 0;
  /** The length of the frame that is coming in; 0 where that is not known yet. */
  #expected = 0;

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  /** @returns the frames that are whole now. @throws MalformedFrame: nothing more can be read from this stream */
  add(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const frames: Buffer[] = [];
    for (;;) {
      if (this.#expected === 0) {
        if (this.#size < 4) return frames;
        this.#expected = this.#joined().readUInt32BE();
        if (this.#expected < SHORTEST) throw new MalformedFrame(`a frame of ${this.#expected} bytes`);
        if (this.#expected > this.#maxFrame)
          throw new MalformedFrame(`a frame has ${this.#maxFrame} bytes at most, not ${this.#expected}`);
      }
      if (this.#size < this.#expected) return frames;
      const bytes = this.#joined();
      frames.push(bytes.subarray(0, this.#expected));
      this.#chunks = [bytes.subarray(this.#expected)];
      this.#size -= this.#expected;
      this.#expected = 0;
    }
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }
}

/** What texts within the input may add up to whatever its size, in characters. */
const BASE = 64 * 1024 * 1024;
/** And for each character of the input. Real logs, wrapped three times over, need fewer than four. */
const PER_CHARACTER = 16;

/** One layer of gzip or zlib never unpacks to more bytes for each of its own: several that do are a bomb. */
const MAX_RATIO = 1100;

/**
 * Bounds the work that one input can cause: blobs that unpack to more blobs, texts wrapped in texts. All of it together is
 * linear in the input's length.
 */
export class WorkBudget {
  /** Characters of texts within other texts that were read, and bytes that blobs unpacked to. */
  spent = 0;
  /** Characters that were looked at in search of brackets that close. */
  looked = 0;
  /** Something was left unread, for want of budget. */
  exceeded = false;
  #allowed = BASE;
  #unpackable = BASE;

  /** The input's own text has so many characters more. */
  grow(length: number): void {
    this.#allowed += length * PER_CHARACTER;
  }

  /** The input, packed or not, has so many bytes more. */
  growPacked(length: number): void {
    this.#unpackable += length * MAX_RATIO;
  }

  /** @returns whether a layer of the input's own packing may unpack to so many bytes more */
  unpack(length: number): boolean {
    this.#unpackable -= length;
    if (this.#unpackable < 0) this.exceeded = true;
    return this.#unpackable >= 0;
  }

  get left(): number {
    return Math.max(0, this.#allowed - this.spent);
  }

  /** @returns whether so much more may be read; it counts as read then */
  take(length: number): boolean {
    if (length > this.left) {
      this.exceeded = true;
      return false;
    }
    this.spent += length;
    return true;
  }
}

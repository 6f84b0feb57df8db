import { randomUUID } from 'node:crypto';

/** The one source of randomness. */
export interface Entropy {
  /** A version 4 UUID, lower case, with dashes. */
  uuid(): string;
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
}

/** The machine's own randomness. */
export const realEntropy: Entropy = {
  uuid: () => randomUUID(),
  uint32: () => Math.floor(Math.random() * 2 ** 32),
};

/** The same seed gives the same numbers for ever (mulberry32). */
export function seededEntropy(seed: number): Entropy {
  let state = seed >>> 0;
  function uint32(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }
  function hex(): string {
    return uint32().toString(16).padStart(8, '0');
  }
  return {
    uint32,
    uuid() {
      const digits = hex() + hex() + hex() + hex();
      const variant = ((Number.parseInt(digits[16]!, 16) & 0x3) | 0x8).toString(16);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}

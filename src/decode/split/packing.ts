/** How the bytes of a file or a blob are packed. */
export type Packing = 'gzip' | 'zlib' | 'utf-16le' | 'utf-16be' | 'utf-8';

/** What the first bytes show; `skip` is the length of a byte order mark. */
export function packingOf(head: Uint8Array): { packing: Packing; skip: number } {
  const [a = 0, b = 0, c = 0] = head;
  if (a === 0x1f && b === 0x8b) return { packing: 'gzip', skip: 0 };
  if (
    (a & 0x0f) === 8 &&
    a >> 4 <= 7 &&
    ((a << 8) | b) % 31 === 0 &&
    !(b & 0x20) &&
    head.length > 2 &&
    c !== 0x20
  ) {
    return { packing: 'zlib', skip: 0 };
  }
  if (a === 0xff && b === 0xfe) return { packing: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { packing: 'utf-16be', skip: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { packing: 'utf-8', skip: 3 };
  if (head.length >= 4 && a !== 0 && b === 0 && head[2] !== 0 && head[3] === 0)
    return { packing: 'utf-16le', skip: 0 };
  if (head.length >= 4 && a === 0 && b !== 0 && head[2] === 0 && head[3] !== 0)
    return { packing: 'utf-16be', skip: 0 };
  return { packing: 'utf-8', skip: 0 };
}

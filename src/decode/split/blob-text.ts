import { packingOf } from './packing.js';

export interface Unpacked {
  text: string;
  /** What it was packed with, the outermost first. */
  layers: string[];
}

/** The text that bytes are, in UTF-8 or UTF-16; undefined for what is no text, or packed. */
export function plainText(bytes: Uint8Array, layers: readonly string[] = []): Unpacked | undefined {
  const { packing, skip } = packingOf(bytes);
  if (packing === 'gzip' || packing === 'zlib') return undefined;
  const text = new TextDecoder(packing).decode(bytes.subarray(skip));
  if (!isText(text)) return undefined;
  return { text, layers: packing === 'utf-8' ? [...layers] : [...layers, packing] };
}

/** Bytes that are no text decode to many signs that say so. */
function isText(text: string): boolean {
  const head = text.slice(0, 400);
  let odd = 0;
  for (const character of head)
    if (character === '\ufffd' || (character < ' ' && !'\t\r\n'.includes(character))) odd++;
  return head.length > 0 && odd * 10 < head.length;
}

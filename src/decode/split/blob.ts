import { gunzipSync, inflateSync } from 'node:zlib';
import { packingOf, TextReader } from './unpack.js';

/** What is packed in another text may unpack to this many bytes; beyond it is taken for a bomb. */
const MAX_UNPACKED = 64 * 1024 * 1024;

export interface Unpacked {
  text: string;
  /** What it was packed with, the outermost first. */
  layers: string[];
}

/** The text in a blob of bytes, through as many layers of gzip and zlib as there are; undefined for what is no text. */
export function unpackBlob(bytes: Buffer): Unpacked | undefined {
  const layers: string[] = [];
  let inner = bytes;
  for (let round = 0; round < 5; round++) {
    const { packing, skip } = packingOf(inner);
    if (packing !== 'gzip' && packing !== 'zlib') {
      const reader = new TextReader(packing);
      const text = reader.read(inner.subarray(skip)).text + reader.end();
      if (packing !== 'utf-8') layers.push(packing);
      return isText(text) ? { text, layers } : undefined;
    }
    const unpacked = unpack(packing, inner);
    if (unpacked === undefined) return undefined;
    layers.push(packing);
    inner = unpacked;
  }
  return undefined;
}

function unpack(packing: 'gzip' | 'zlib', bytes: Buffer): Buffer | undefined {
  try {
    const options = { maxOutputLength: MAX_UNPACKED };
    return packing === 'gzip' ? gunzipSync(bytes, options) : inflateSync(bytes, options);
  } catch {
    return undefined;
  }
}

/** Bytes that are no text decode to many signs that say so. */
function isText(text: string): boolean {
  const head = text.slice(0, 400);
  let odd = 0;
  for (const character of head)
    if (character === '\ufffd' || (character < ' ' && !'\t\r\n'.includes(character))) odd++;
  return head.length > 0 && odd * 10 < head.length;
}

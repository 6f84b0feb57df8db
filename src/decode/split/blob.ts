import { gunzipSync, inflateSync } from 'node:zlib';
import type { WorkBudget } from '../work-budget.js';
import { packingOf, TextReader } from './unpack.js';

/** What is packed in another text may unpack to this many bytes; beyond it is taken for a bomb. */
const MAX_UNPACKED = 64 * 1024 * 1024;

export interface Unpacked {
  text: string;
  /** What it was packed with, the outermost first. */
  layers: string[];
}

/**
 * The text in a blob of bytes, through as many layers of gzip and zlib as there are; undefined for what is no text, and for
 * what unpacks to more than the budget has left.
 */
export function unpackBlob(bytes: Buffer, budget: WorkBudget): Unpacked | undefined {
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
    const unpacked = unpack(packing, inner, budget);
    if (unpacked === undefined) return undefined;
    layers.push(packing);
    inner = unpacked;
  }
  return undefined;
}

function unpack(packing: 'gzip' | 'zlib', bytes: Buffer, budget: WorkBudget): Buffer | undefined {
  const most = Math.min(MAX_UNPACKED, budget.left);
  if (most === 0) {
    budget.exceeded = true;
    return undefined;
  }
  try {
    const options = { maxOutputLength: most };
    const unpacked = packing === 'gzip' ? gunzipSync(bytes, options) : inflateSync(bytes, options);
    budget.take(unpacked.length);
    return unpacked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      // It took the work to find out.
      budget.take(most);
      budget.exceeded = true;
    }
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

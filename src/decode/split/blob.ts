import { gunzipSync, inflateSync } from 'node:zlib';
import type { WorkBudget } from '../work-budget.js';
import { plainText, type Unpacked } from './blob-text.js';
import { packingOf } from './packing.js';

/** What is packed in another text may unpack to this many bytes; beyond it is taken for a bomb. */
const MAX_UNPACKED = 64 * 1024 * 1024;

/**
 * The text in a blob of bytes, through as many layers of gzip and zlib as there are; undefined for what is no text, and for
 * what unpacks to more than the budget has left.
 */
export function unpackBlob(bytes: Uint8Array, budget: WorkBudget): Unpacked | undefined {
  const layers: string[] = [];
  let inner = bytes;
  for (let round = 0; round < 5; round++) {
    const { packing } = packingOf(inner);
    if (packing !== 'gzip' && packing !== 'zlib') return plainText(inner, layers);
    const unpacked = unpack(packing, inner, budget);
    if (unpacked === undefined) return undefined;
    layers.push(packing);
    inner = unpacked;
  }
  return undefined;
}

function unpack(packing: 'gzip' | 'zlib', bytes: Uint8Array, budget: WorkBudget): Uint8Array | undefined {
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

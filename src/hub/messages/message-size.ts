import type { MsgElement } from '../../im/elements.js';
import { MAX_MESSAGE_BYTES } from '../../im/limits.js';

/** No vendor's element is nested like this; JSON is written recursively, so that depth must end somewhere. */
const MAX_DEPTH = 64;

/** Whether a message's body, as JSON in UTF-8, and its custom text together exceed the vendor's 12 KB. */
export function isTooLong(body: readonly MsgElement[], cloudCustomData: string): boolean {
  // A character of a text takes six bytes of JSON at most (\u0000): most messages are short enough not to be written out.
  const rough = roughSize(body);
  if ((rough + cloudCustomData.length) * 6 <= MAX_MESSAGE_BYTES) return false;
  if (rough === Number.POSITIVE_INFINITY) return true;
  const json = JSON.stringify(body);
  return Buffer.byteLength(json) + Buffer.byteLength(cloudCustomData) > MAX_MESSAGE_BYTES;
}

/** A body's characters, more or less; cheaper than its JSON. */
export function roughSize(body: readonly MsgElement[]): number {
  return roughLength(body, MAX_DEPTH);
}

/** At least a sixth of the JSON's bytes; infinite for what is nested too deep. */
function roughLength(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object' || value === null) return 5;
  if (depth === 0) return Number.POSITIVE_INFINITY;
  let length = 1;
  if (Array.isArray(value)) {
    for (const each of value) length += 1 + roughLength(each, depth - 1);
  } else {
    for (const key in value) {
      length += key.length + 1 + roughLength((value as Record<string, unknown>)[key], depth - 1);
    }
  }
  return length;
}

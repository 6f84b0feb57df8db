import type { MsgElement } from '../im/elements.js';
import { MAX_MESSAGE_BYTES } from '../im/limits.js';

/** Whether a message's body, as JSON in UTF-8, and its custom text together exceed the vendor's 12 KB. */
export function isTooLong(body: readonly MsgElement[], cloudCustomData: string): boolean {
  // A character of a text takes six bytes of JSON at most (\u0000): most messages are short enough not to be written out.
  if ((roughLength(body) + cloudCustomData.length) * 6 <= MAX_MESSAGE_BYTES) return false;
  const json = JSON.stringify(body);
  return Buffer.byteLength(json) + Buffer.byteLength(cloudCustomData) > MAX_MESSAGE_BYTES;
}

/** At least a sixth of the JSON's bytes. */
function roughLength(value: unknown): number {
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object' || value === null) return 5;
  let length = 1;
  if (Array.isArray(value)) for (const each of value) length += 1 + roughLength(each);
  else
    for (const key in value) length += key.length + 1 + roughLength((value as Record<string, unknown>)[key]);
  return length;
}

import type { MsgElement } from '../im/elements.js';
import { MAX_MESSAGE_BYTES } from '../im/limits.js';

/** Whether a message's body, as JSON in UTF-8, and its custom text together exceed the vendor's 12 KB. */
export function isTooLong(body: readonly MsgElement[], cloudCustomData: string): boolean {
  const json = JSON.stringify(body);
  // A UTF-16 unit takes three bytes of UTF-8 at most: most messages are short enough not to be counted.
  if ((json.length + cloudCustomData.length) * 3 <= MAX_MESSAGE_BYTES) return false;
  return Buffer.byteLength(json) + Buffer.byteLength(cloudCustomData) > MAX_MESSAGE_BYTES;
}

import type { ElementView, MessageView, Reading } from './dialect.js';
import { native } from './dialects/native.js';
import { OddNumber, readNativeJSON } from './native-json.js';

/** elem_type of a custom element in the C API's JSON. */
const CUSTOM = 3;

/**
 * TIMGetSignalingInfo on a message in the C API's own JSON text: the same odd reader reads the message around the signal,
 * so that what it refuses there (an escaped emoji in any field) refuses the signal too.
 */
export function readNativeMessage(text: string): Reading {
  const outer = readNativeJSON(text);
  if (!outer.ok) return { signal: false, info: null, why: `the message itself: ${outer.why}` };
  return native.read(viewOf(outer.fields));
}

function viewOf(fields: Record<string, unknown>): MessageView {
  const elements: ElementView[] = [];
  const array = fields.message_elem_array;
  for (const element of Array.isArray(array) ? array : []) {
    if (typeof element !== 'object' || element === null) continue;
    const { elem_type, custom_elem_data } = element as Record<string, unknown>;
    elements.push({
      custom: elem_type === CUSTOM || (elem_type instanceof OddNumber && elem_type.value === CUSTOM),
      data: typeof custom_elem_data === 'string' ? custom_elem_data : undefined,
    });
  }
  return { elements, cloudCustomData: '' };
}

import { isFields } from '../found.js';
import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage } from './wire-message.js';

/** A frame between the Web SDK and its server: `{ head: { servcmd }, body }`. */
export const webFrame: Form = {
  name: 'web-frame',
  title: 'frame between the Web SDK and its server',
  test: ({ MsgBody }, around) =>
    MsgBody !== undefined && around.some(({ head }) => isFields(head) && head.servcmd !== undefined),
  read: (object, around) => wireMessage(webFrame, object, groupOf(around)),
  places: WIRE_PLACES,
};

function groupOf(around: readonly Record<string, unknown>[]): string {
  for (const { GroupId } of around) if (typeof GroupId === 'string') return GroupId;
  return '';
}

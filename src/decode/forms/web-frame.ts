import { isFields } from '../fields.js';
import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenStored } from './wire-message.js';

/** A frame between the Web SDK and its server: `{ head: { servcmd }, body }`. */
export const webFrame: Form = {
  name: 'web-frame',
  title: 'frame between the Web SDK and its server',
  test: ({ MsgBody }, around) =>
    MsgBody !== undefined && around.some(({ head }) => isFields(head) && head.servcmd !== undefined),
  read: (object, around) => wireMessage(webFrame, object, groupOf(around)),
  places: WIRE_PLACES,
  write: (draft) => ({
    head: { ver: 'v4', servcmd: 'im_open_push.msg_push', seq: 1, sdkappid: 1_400_000_000 },
    body: {
      EventArray: [
        draft.group === ''
          ? { Event: 1, C2cMsgArray: [writtenStored(draft)] }
          : { Event: 3, GroupMsgArray: [writtenStored(draft)] },
      ],
      NeedAck: 0,
    },
  }),
};

function groupOf(around: readonly Record<string, unknown>[]): string {
  for (const { GroupId } of around) if (typeof GroupId === 'string') return GroupId;
  return '';
}

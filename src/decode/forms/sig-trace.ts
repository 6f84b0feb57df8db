import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenStored } from './wire-message.js';

/** An event of sig's own trace: `{ v, seq, at, kind: "message", message }`. */
export const sigTrace: Form = {
  name: 'sig-trace',
  title: "event of sig's own trace",
  test: ({ MsgBody }, around) => {
    const event = around.at(-1);
    return (
      MsgBody !== undefined &&
      event?.v !== undefined &&
      (event.kind === 'message' || event.kind === 'modified')
    );
  },
  read: (object, around) => {
    const found = wireMessage(sigTrace, object);
    const at = around.at(-1)?.at;
    // The trace has milliseconds; the message has only seconds.
    return typeof at === 'number' ? { ...found, time: at / 1000 } : found;
  },
  places: WIRE_PLACES,
  write: (draft) => ({
    v: 1,
    seq: 1,
    at: draft.time * 1000,
    user: draft.from,
    device: '',
    kind: 'message',
    message: writtenStored(draft),
    stored: !draft.onlineOnly,
  }),
};

import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage } from './wire-message.js';

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
};

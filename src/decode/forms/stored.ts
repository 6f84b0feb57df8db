import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenStored } from './wire-message.js';

/** A message in the wire form on its own: a line of exported chat history, or one copied out of an answer. */
export const stored: Form = {
  name: 'stored-message',
  title: 'message in the wire form (history export, copied out of an answer)',
  test: ({ MsgBody }) => MsgBody !== undefined,
  read: (object) => wireMessage(stored, object),
  places: WIRE_PLACES,
  write: writtenStored,
};

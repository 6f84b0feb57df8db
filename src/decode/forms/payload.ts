import type { Fields } from '../fields.js';
import { type Form, type Found, NO_PLACES, NOTHING_KNOWN } from './form.js';

/** A business payload that stands alone: what an app puts into a signal's data. The walker knows it by the schemas. */
export const payload: Form = {
  name: 'payload',
  title: "an app's own payload alone: the data of a signal or of a custom message",
  test: () => false,
  read: (object: Fields): Found => ({
    ...NOTHING_KNOWN,
    form: payload,
    raw: object,
    unjudged: 'the data of a signal or a custom message, not the message itself',
    elements: [],
  }),
  places: NO_PLACES,
};

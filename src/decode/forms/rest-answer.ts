import { type Fields, text } from '../fields.js';
import { type Form, NO_PLACES, NOTHING_KNOWN } from './form.js';

/** An answer of the REST API, or to a frame, without messages in it. */
export const restAnswer: Form = {
  name: 'rest-answer',
  title: 'answer of the REST API without messages: whether it was done, and the error code',
  test: (object, around) =>
    around.length === 0 &&
    typeof object.ErrorCode === 'number' &&
    (object.ActionStatus !== undefined || object.ErrorInfo !== undefined) &&
    !holdsMessages(object),
  read: (object) => ({
    ...NOTHING_KNOWN,
    form: restAnswer,
    raw: object,
    id: text(object.MsgKey),
    unjudged: 'the answer to a request, not a message',
    elements: [],
  }),
  places: NO_PLACES,
};

function holdsMessages(object: Fields): boolean {
  return Object.values(object).some(
    (value) => Array.isArray(value) && value.some((each) => each?.MsgBody !== undefined),
  );
}

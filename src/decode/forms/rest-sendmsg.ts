import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage } from './wire-message.js';

/** `POST v4/openim/sendmsg`: one message to one user. */
export const restSendmsg: Form = {
  name: 'rest-sendmsg',
  title: 'REST request openim/sendmsg',
  sends: true,
  test: ({ MsgBody, To_Account, MsgTimeStamp, MsgTime, MsgKey }) =>
    MsgBody !== undefined &&
    typeof To_Account === 'string' &&
    MsgTimeStamp === undefined &&
    MsgTime === undefined &&
    MsgKey === undefined,
  read: (object) => wireMessage(restSendmsg, object),
  places: WIRE_PLACES,
};

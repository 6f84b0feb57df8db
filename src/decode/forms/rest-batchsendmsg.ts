import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage } from './wire-message.js';

/** `POST v4/openim/batchsendmsg`: one message to many users. */
export const restBatchsendmsg: Form = {
  name: 'rest-batchsendmsg',
  title: 'REST request openim/batchsendmsg',
  sends: true,
  test: ({ MsgBody, To_Account }) => MsgBody !== undefined && Array.isArray(To_Account),
  read: (object) => wireMessage(restBatchsendmsg, object),
  places: WIRE_PLACES,
};

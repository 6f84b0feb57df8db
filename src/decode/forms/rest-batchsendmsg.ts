import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenBody, writtenPush } from './wire-message.js';

/** `POST v4/openim/batchsendmsg`: one message to many users. */
export const restBatchsendmsg: Form = {
  name: 'rest-batchsendmsg',
  title: 'REST request openim/batchsendmsg',
  sends: true,
  test: ({ MsgBody, To_Account }) => MsgBody !== undefined && Array.isArray(To_Account),
  read: (object) => wireMessage(restBatchsendmsg, object),
  places: WIRE_PLACES,
  write: (draft) => ({
    SyncOtherMachine: 1,
    From_Account: draft.from,
    To_Account: [draft.to],
    MsgRandom: draft.random,
    ...(draft.onlineOnly ? { MsgLifeTime: 0 } : {}),
    ...writtenBody(draft),
    CloudCustomData: draft.cloudCustomData,
    ...writtenPush(draft),
  }),
};

import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenBody, writtenPush } from './wire-message.js';

/** `POST v4/openim/sendmsg`: one message to one user. */
export const restSendmsg: Form = {
  name: 'rest-sendmsg',
  title: 'REST request openim/sendmsg',
  sends: true,
  test: ({ MsgBody, To_Account, MsgTimeStamp, MsgTime, MsgKey, GroupId, OfflinePushInfo }) =>
    MsgBody !== undefined &&
    (typeof To_Account === 'string' || (GroupId === undefined && OfflinePushInfo !== undefined)) &&
    MsgTimeStamp === undefined &&
    MsgTime === undefined &&
    MsgKey === undefined,
  read: (object) => wireMessage(restSendmsg, object),
  places: WIRE_PLACES,
  write: (draft) => ({
    SyncOtherMachine: 1,
    From_Account: draft.from,
    To_Account: draft.to,
    MsgRandom: draft.random,
    ...(draft.onlineOnly ? { MsgLifeTime: 0 } : {}),
    ...writtenBody(draft),
    CloudCustomData: draft.cloudCustomData,
    ...writtenPush(draft),
  }),
};

import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenBody, writtenPush } from './wire-message.js';

/** `POST v4/group_open_http_svc/send_group_msg`. */
export const restSendGroupMsg: Form = {
  name: 'rest-send_group_msg',
  title: 'REST request group_open_http_svc/send_group_msg',
  sends: true,
  test: ({ MsgBody, GroupId, MsgTimeStamp, MsgTime, MsgSeq }) =>
    MsgBody !== undefined &&
    GroupId !== undefined &&
    MsgTimeStamp === undefined &&
    MsgTime === undefined &&
    MsgSeq === undefined,
  read: (object) => wireMessage(restSendGroupMsg, object),
  places: WIRE_PLACES,
  write: (draft) => ({
    GroupId: draft.group,
    From_Account: draft.from,
    Random: draft.random,
    ...(draft.onlineOnly ? { OnlineOnlyFlag: 1 } : {}),
    ...writtenBody(draft),
    CloudCustomData: draft.cloudCustomData,
    ...writtenPush(draft),
  }),
};

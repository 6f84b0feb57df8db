import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenStored } from './wire-message.js';

/** Answers of admin_getroammsg (MsgList) and group_msg_get_simple (RspMsgList). */
export const restHistory: Form = {
  name: 'rest-history',
  title: 'REST answer of admin_getroammsg or group_msg_get_simple',
  test: ({ MsgBody }, around) => {
    const answer = around.at(-1);
    return MsgBody !== undefined && (Array.isArray(answer?.MsgList) || Array.isArray(answer?.RspMsgList));
  },
  read: (object, around) => {
    const group = around.at(-1)?.GroupId;
    return wireMessage(restHistory, object, typeof group === 'string' ? group : '');
  },
  places: WIRE_PLACES,
  write: (draft) =>
    draft.group === ''
      ? {
          ActionStatus: 'OK',
          ErrorCode: 0,
          ErrorInfo: '',
          Complete: 1,
          MsgCnt: 1,
          MsgList: [writtenStored(draft)],
        }
      : {
          ActionStatus: 'OK',
          ErrorCode: 0,
          ErrorInfo: '',
          GroupId: draft.group,
          IsFinished: 1,
          RspMsgList: [writtenStored(draft)],
        },
};

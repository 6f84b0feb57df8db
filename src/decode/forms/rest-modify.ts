import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenBody } from './wire-message.js';

/** `POST v4/openim/modify_c2c_msg` (by MsgKey) and `modify_group_msg` (by GroupId and MsgSeq). */
export const restModify: Form = {
  name: 'rest-modify',
  title: 'REST request openim/modify_c2c_msg or modify_group_msg',
  test: ({ MsgBody, MsgKey, GroupId, MsgSeq, MsgTimeStamp, MsgTime, MsgRandom }) =>
    MsgBody !== undefined &&
    MsgTimeStamp === undefined &&
    MsgTime === undefined &&
    MsgRandom === undefined &&
    (MsgKey !== undefined || (GroupId !== undefined && MsgSeq !== undefined)),
  read: (object) => wireMessage(restModify, object),
  places: WIRE_PLACES,
  write: ({ group, from, to, seq, random, time, cloudCustomData, ...draft }) => ({
    ...(group === ''
      ? { From_Account: from, To_Account: to, MsgKey: `${seq}_${random}_${time}` }
      : { GroupId: group, MsgSeq: seq }),
    ...writtenBody({ group, from, to, seq, random, time, cloudCustomData, ...draft }),
    CloudCustomData: cloudCustomData,
  }),
};

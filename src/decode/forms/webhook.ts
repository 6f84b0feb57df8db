import type { Draft } from '../encode/draft.js';
import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenBody } from './wire-message.js';

/** What the vendor posts to an app's backend before and after a message is sent (CallbackCommand). */
export const webhook: Form = {
  name: 'webhook',
  title: "webhook body posted to the app's backend",
  test: ({ CallbackCommand, EventTime, MsgBody }) =>
    MsgBody !== undefined && (typeof CallbackCommand === 'string' || EventTime !== undefined),
  read: (object) => wireMessage(webhook, object),
  places: WIRE_PLACES,
  write: (draft) => ({
    CallbackCommand: draft.group === '' ? 'C2C.CallbackAfterSendMsg' : 'Group.CallbackAfterSendMsg',
    ...(draft.group === '' ? toUser(draft) : toGroup(draft)),
    MsgSeq: draft.seq,
    MsgTime: draft.time,
    OnlineOnlyFlag: draft.onlineOnly ? 1 : 0,
    ...writtenBody(draft),
    CloudCustomData: draft.cloudCustomData,
    EventTime: draft.time * 1000,
  }),
};

function toUser({ from, to, seq, random, time }: Draft): object {
  return {
    From_Account: from,
    To_Account: to,
    MsgRandom: random,
    MsgKey: `${seq}_${random}_${time}`,
    UnreadMsgNum: 1,
    SendMsgResult: 0,
    ErrorInfo: 'send msg succeed',
  };
}

function toGroup({ group, from, random }: Draft): object {
  return { GroupId: group, Type: 'Public', From_Account: from, Operator_Account: from, Random: random };
}

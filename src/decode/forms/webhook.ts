import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage, writtenStored } from './wire-message.js';

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
    ...writtenStored(draft),
    MsgTime: draft.time,
    ...(draft.group === '' ? { SendMsgResult: 0, ErrorInfo: 'send msg succeed' } : { Type: 'Public' }),
    OnlineOnlyFlag: draft.onlineOnly ? 1 : 0,
    EventTime: draft.time * 1000,
  }),
};

import { archiveRow } from './archive-row.js';
import { capi } from './capi.js';
import { element } from './element.js';
import { flutter } from './flutter.js';
import type { Form } from './form.js';
import { listenerEvent, signalingInfoOfSDK } from './handed-over.js';
import { nativeModel } from './native-model.js';
import { payload } from './payload.js';
import { pushExt } from './push-ext.js';
import { restAnswer } from './rest-answer.js';
import { restBatchsendmsg } from './rest-batchsendmsg.js';
import { restHistory } from './rest-history.js';
import { restModify } from './rest-modify.js';
import { restSendGroupMsg } from './rest-send-group-msg.js';
import { restSendmsg } from './rest-sendmsg.js';
import { sigTrace } from './sig-trace.js';
import { signal } from './signal.js';
import { signalingInfo } from './signaling-info.js';
import { stored } from './stored.js';
import { timMessage } from './tim-message.js';
import { webFrame } from './web-frame.js';
import { webMessage } from './web-message.js';
import { web2Message } from './web2-message.js';
import { webhook } from './webhook.js';

/** Forms that have a MsgBody: the first that fits is the form. */
const WIRE_FORMS: readonly Form[] = [
  webhook,
  webFrame,
  sigTrace,
  restHistory,
  restModify,
  restBatchsendmsg,
  restSendmsg,
  restSendGroupMsg,
  stored,
];

const OTHER_FORMS: readonly Form[] = [
  capi,
  webMessage,
  web2Message,
  flutter,
  nativeModel,
  archiveRow,
  timMessage,
  pushExt,
  signalingInfo,
  listenerEvent,
  signalingInfoOfSDK,
  element,
  signal,
  restAnswer,
  payload,
];

/** Every form in which messages are known. */
export const FORMS: readonly Form[] = [...WIRE_FORMS, ...OTHER_FORMS];

/** The form of an object that is a message, or undefined. */
export function formOf(
  object: Record<string, unknown>,
  around: readonly Record<string, unknown>[],
): Form | undefined {
  const forms = object.MsgBody === undefined ? OTHER_FORMS : WIRE_FORMS;
  for (const form of forms) if (form.test(object, around)) return form;
  return undefined;
}

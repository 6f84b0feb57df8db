import { capi } from './capi.js';
import { element } from './element.js';
import { flutter } from './flutter.js';
import type { Form } from './form.js';
import { pushExt } from './push-ext.js';
import { restBatchsendmsg } from './rest-batchsendmsg.js';
import { restHistory } from './rest-history.js';
import { restModify } from './rest-modify.js';
import { restSendGroupMsg } from './rest-send-group-msg.js';
import { restSendmsg } from './rest-sendmsg.js';
import { sigTrace } from './sig-trace.js';
import { signal } from './signal.js';
import { signalingInfo } from './signaling-info.js';
import { stored } from './stored.js';
import { webFrame } from './web-frame.js';
import { webMessage } from './web-message.js';
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

const OTHER_FORMS: readonly Form[] = [capi, webMessage, flutter, pushExt, signalingInfo, element, signal];

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

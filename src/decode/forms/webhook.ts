import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage } from './wire-message.js';

/** What the vendor posts to an app's backend before and after a message is sent (CallbackCommand). */
export const webhook: Form = {
  name: 'webhook',
  title: "webhook body posted to the app's backend",
  test: ({ CallbackCommand, MsgBody }) => typeof CallbackCommand === 'string' && MsgBody !== undefined,
  read: (object) => wireMessage(webhook, object),
  places: WIRE_PLACES,
};

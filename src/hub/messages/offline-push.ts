import type { z } from 'zod';
import { firstCustom, type MsgElement, TEXT_ELEM } from '../../im/elements.js';
import type { HubContext } from '../core/context.js';
import type { offlinePushInfo } from './schemas.js';

export interface PushOrder {
  from: string;
  /** '' in C2C. */
  groupID: string;
  messageKey: string;
  body: readonly MsgElement[];
  info: z.output<typeof offlinePushInfo> | undefined;
}

/**
 * Keeps what the phones of users without a session would have shown. Nothing is shown where the sender said so (PushFlag 1)
 * or where there is no text for it: the push's own Desc, else a custom element's, else the text of a text message
 * (vendor's pages on offline push and on REST sendmsg).
 */
export function pushOffline(context: HubContext, to: readonly string[], order: PushOrder): void {
  const { from, groupID, messageKey, body, info } = order;
  if (to.length === 0 || info?.PushFlag === 1) return;
  const custom = firstCustom(body);
  const desc = info?.Desc || custom?.desc || textOf(body);
  if (desc === '') return;
  const title = info?.Title ?? '';
  const ext = info?.Ext || custom?.ext || '';
  for (const userID of to) {
    const at = context.clock.now();
    const data = custom?.data ?? '';
    context.store.appendPush({ at, to: userID, from, groupID, title, desc, ext, messageKey, data });
    context.trace.emit(userID, '', { kind: 'push', title, desc, ext, from, groupID });
  }
}

function textOf(body: readonly MsgElement[]): string {
  const text = body.find((element) => element.MsgType === TEXT_ELEM)?.MsgContent.Text;
  return typeof text === 'string' ? text : '';
}

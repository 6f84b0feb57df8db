import { firstCustom, TEXT_ELEM } from '../../../im/elements.js';
import { isGroupMessage, type WireMessage } from '../../../im/wire.js';
import { actionName } from '../../../signaling/action.js';
import { printable } from '../../../text/printable.js';
import { trackedSignal } from '../../../trace/tracker.js';
import { actionPaint, actionWord, shortID } from '../action-style.js';
import { payloadLines } from '../json.js';
import { detail, detailWidth, headline, type Page } from '../page.js';
import { signalingInfoLines } from '../signaling-info.js';
import type { Of } from './shared.js';

/** A message passes the hub: decoded if it is a signal. */
export function messageLines(page: Page, event: Of<'message'>): string[] {
  const { message, stored } = event;
  const kept = stored ? 'kept in history' : 'for online users only';
  return lines(page, event.at, message, kept, undefined);
}

/** A stored message has changed. */
export function modifiedLines(page: Page, event: Of<'modified'>): string[] {
  const what = event.recalled ? 'RECALLED' : 'MODIFIED';
  return lines(page, event.at, event.message, `version ${event.message.MsgVersion}`, what);
}

function lines(
  page: Page,
  at: number,
  message: WireMessage,
  kept: string,
  change: string | undefined,
): string[] {
  const { paint } = page;
  const group = isGroupMessage(message);
  const way = printable(`${message.From_Account} → ${group ? message.GroupId : message.To_Account}`);
  const info = trackedSignal(message);
  const color = actionPaint(paint, change ? 'modify' : info && actionName(info.actionType));
  const word = change ?? (info ? actionWord(info.actionType) : 'MESSAGE');
  const right = info ? paint.dim(shortID(info.inviteID)) : '';
  const head = headline(page, at, way, `${color(word)}  ${paint.dim(kept)}`, right);
  if (change === 'RECALLED') return [head];
  const body = info ? signalingInfoLines(page, info, detailWidth(page)) : contentLines(page, message);
  return [head, ...body.map(detail)];
}

function contentLines(page: Page, message: WireMessage): string[] {
  const columns = detailWidth(page);
  const text = message.MsgBody.find((element) => element.MsgType === TEXT_ELEM)?.MsgContent.Text;
  if (typeof text === 'string') return payloadLines(page.paint, text, columns);
  const custom = firstCustom(message.MsgBody);
  if (custom) return payloadLines(page.paint, custom.data, columns);
  return message.MsgBody.map((element) => page.paint.dim(printable(element.MsgType)));
}

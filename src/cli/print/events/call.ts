import { printable } from '../../../text/printable.js';
import { fitText, wrapText } from '../../../text/width.js';
import { actionOf, actionPaint, shortID } from '../action-style.js';
import { duration } from '../duration.js';
import { payloadStart } from '../json.js';
import { detail, detailWidth, headline, type Page } from '../page.js';
import { isQuiet, type Of, whoOf } from './shared.js';

/** A device's app calls a method. */
export function callLines(page: Page, event: Of<'call'>): string[] {
  if (isQuiet(event.method)) return [];
  const { paint } = page;
  const { args } = event;
  const method = printable(event.method);
  const subject = printable(subjectOf(args));
  const text = `${actionPaint(paint, actionOf(method))(method)}${subject === '' ? '' : ` ${subject}`}`;
  const right = event.inviteID ? paint.dim(shortID(event.inviteID)) : '';
  const lines = [headline(page, event.at, whoOf(event), text, right)];
  const more = printable(wishesOf(args));
  if (more !== '') lines.push(detail(paint.dim(fitText(more, detailWidth(page)))));
  // An invite's data follows in its message; that of an answer too, but a refused call has none.
  const data = typeof args.data === 'string' && !actionOf(method) ? args.data : '';
  if (data !== '') lines.push(detail(paint.dim(payloadStart(data, detailWidth(page)))));
  return lines;
}

/** Its outcome: a failure always, a success in a word. */
export function resultLines(page: Page, event: Of<'result'>): string[] {
  const { paint } = page;
  const { error } = event;
  const method = printable(event.method);
  if (isQuiet(method) && !error) return [];
  const right = event.inviteID ? paint.dim(shortID(event.inviteID)) : '';
  if (!error) {
    return [
      headline(
        page,
        event.at,
        whoOf(event),
        `${paint.green('✓')} ${paint.dim(`${method} succeeded`)}`,
        right,
      ),
    ];
  }
  const text = `${paint.red('✗')} ${method} failed: ${error.code}`;
  const why = wrapText(printable(`${error.name}: ${error.message}`), detailWidth(page));
  return [headline(page, event.at, whoOf(event), text, right), ...why.map(detail)];
}

function subjectOf(args: Record<string, unknown>): string {
  const { invitee, groupID, inviteeList, receiver } = args;
  if (typeof invitee === 'string') return invitee;
  if (Array.isArray(inviteeList)) return `${groupID}: ${inviteeList.join(', ')}`;
  if (typeof receiver === 'string' && receiver !== '') return receiver;
  return typeof groupID === 'string' ? groupID : '';
}

function wishesOf({ timeout, onlineUserOnly, offlinePushInfo }: Record<string, unknown>): string {
  const words: string[] = [];
  if (typeof timeout === 'number')
    words.push(timeout > 0 ? `timeout ${duration(timeout * 1000)}` : 'no time-out');
  if (onlineUserOnly === true) words.push('online users only');
  const push = offlinePushInfo as { title?: string; desc?: string } | undefined;
  if (push) words.push(`push ${JSON.stringify([push.title, push.desc].filter(Boolean).join(': '))}`);
  return words.join(', ');
}

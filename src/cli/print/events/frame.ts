import { isGroupMessage, type WireMessage } from '../../../im/wire.js';
import { actionName } from '../../../signaling/action.js';
import { printable } from '../../../text/printable.js';
import { fitColored, wrapText } from '../../../text/width.js';
import { messagesOfFrame } from '../../../trace/frame-messages.js';
import { trackedSignal } from '../../../trace/tracker.js';
import { actionPaint, actionWord, shortID } from '../action-style.js';
import { payloadStart, spaced } from '../json.js';
import { detail, detailWidth, headline, type Page } from '../page.js';
import { type Of, whoOf } from './shared.js';

/** Of one frame so many lines are shown; `--json` has all of it. */
const MOST_LINES = 4;

/** A frame between a device and the hub: the signals in it, and what it says besides. */
export function frameLines(page: Page, event: Of<'frame'>): string[] {
  const { paint } = page;
  const arrow = event.direction === 'up' ? '↑' : '↓';
  const fate = event.fate === 'delivered' ? '' : `  ${paint.yellow(event.fate)}`;
  const messages = messagesOfFrame(event.body);
  const [id] = messages.flatMap((message) => trackedSignal(message)?.inviteID ?? []);
  const right = id === undefined ? '' : paint.dim(shortID(id));
  const head = headline(page, event.at, whoOf(event), `${arrow} ${printable(event.command)}${fate}`, right);
  const shown = messages.slice(-MOST_LINES).map((message) => messageLine(page, message, event.user));
  return [head, ...shown.map(detail), ...bodyLines(page, event.body, messages.length > 0).map(detail)];
}

/** @param sender where the message leaves it to the hub to say who sends it */
function messageLine(page: Page, message: WireMessage, sender: string): string {
  const { paint } = page;
  const to = isGroupMessage(message) ? message.GroupId : message.To_Account;
  const way = printable(`${message.From_Account ?? sender} → ${to}`);
  const info = trackedSignal(message);
  if (!info) return fitColored(`MESSAGE  ${way}`, detailWidth(page));
  const word = actionPaint(paint, actionName(info.actionType))(actionWord(info.actionType));
  const seconds = info.timeout > 0 ? `  ${info.timeout} s` : '';
  return fitColored(`${word}  ${way}${seconds}  ${printable(info.data)}`, detailWidth(page));
}

/** An answer that all is well says so in a word; of a body that was read already the beginning will do. */
function bodyLines(page: Page, body: unknown, wasRead: boolean): string[] {
  const { paint } = page;
  const columns = detailWidth(page);
  const { ActionStatus, ErrorCode, ErrorInfo, ...rest } = (body ?? {}) as Record<string, unknown>;
  const lines: string[] = [];
  if (ErrorCode === 0) lines.push(paint.dim('OK'));
  else if (ErrorCode !== undefined)
    lines.push(fitColored(paint.red(printable(`${ErrorCode} ${ErrorInfo}`)), columns));
  if (ErrorCode === undefined && ActionStatus !== undefined) Object.assign(rest, { ActionStatus, ErrorInfo });
  if (Object.keys(rest).length === 0) return lines.length > 0 ? lines : [paint.dim('{}')];
  const text = spaced(rest);
  if (wasRead) return [...lines, paint.dim(payloadStart(text, columns))];
  const wrapped = wrapText(text, columns);
  const last = wrapped.slice(MOST_LINES - 1).join(' ');
  return [
    ...lines,
    ...wrapped.slice(0, MOST_LINES - 1),
    ...(last === '' ? [] : [payloadStart(last, columns)]),
  ];
}

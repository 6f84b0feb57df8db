import type { InvitationRow, SignalRow } from '../../gateway/control/protocol.js';
import { actionName } from '../../signaling/action.js';
import { printable } from '../../text/printable.js';
import { textWidth } from '../../text/width.js';
import { actionPaint, actionWord, stateText } from './action-style.js';
import { duration } from './duration.js';
import { isOverdue, timeLeft } from './invitations.js';
import { payloadLines } from './json.js';
import { detail, detailWidth, headline, type Page, width } from './page.js';

/** Columns before what a fact says. */
const FACT = 11;

/** One invitation with every message of it, in order. @param now unix ms */
export function invitationDetails(
  page: Page,
  row: InvitationRow,
  signals: readonly SignalRow[],
  now: number,
): string[] {
  const { paint } = page;
  const fact = (name: string, text: string) => `${paint.dim(name.padEnd(9))}  ${text}`;
  const lines = [fact('ID', printable(row.inviteID)), fact('inviter', printable(row.inviter))];
  const invitees = row.inviteeList.map(
    (user) => `${printable(user)} ${stateText(paint, row.invitees[user]!)}`,
  );
  const inOne = invitees.join(', ');
  const shown = textWidth(inOne) <= width(page) - FACT ? [inOne] : invitees;
  shown.forEach((text, index) => {
    lines.push(fact(index === 0 ? 'invitees' : '', text));
  });
  if (row.groupID !== '') lines.push(fact('group', printable(row.groupID)));
  lines.push(fact('time-out', timeoutText(row, now)));
  if (row.onlineUserOnly) lines.push(fact('reach', 'online users only, nothing in history'));
  if (row.data !== '') {
    const [first, ...rest] = payloadLines(paint, row.data, width(page) - FACT, Number.POSITIVE_INFINITY);
    lines.push(fact('data', first!), ...rest.map((line) => `${' '.repeat(FACT)}${line}`));
  }
  lines.push('');
  if (signals.length === 0)
    lines.push(paint.dim('its messages passed before the hub restarted, and are in no history'));
  for (const signal of signals) lines.push(...signalLines(page, signal, row.sentAt));
  return lines;
}

/** Tenths matter while somebody waits; later they don't. */
function sinceInvite(ms: number): string {
  return ms < 60_000 ? `+${(ms / 1000).toFixed(1)} s` : `+${duration(ms)}`;
}

function timeoutText(row: InvitationRow, now: number): string {
  if (row.timeout === 0) return 'none';
  const whole = duration(row.timeout * 1000);
  if (isOverdue(row, now)) return `${whole}, overdue: no device was there to announce it`;
  return row.endedAt === null ? `${whole}, left: ${timeLeft(row, now)}` : whole;
}

function signalLines(page: Page, signal: SignalRow, sentAt: number): string[] {
  const { paint } = page;
  const { at, from, info, stored, modifies } = signal;
  const color = actionPaint(paint, modifies ? 'modify' : actionName(info.actionType));
  const word = color(modifies ? 'MODIFY' : actionWord(info.actionType));
  const to = modifies ? '' : `  → ${printable(receivers(signal))}`;
  const kept = stored ? '' : paint.dim('  online only');
  const lines = [
    headline(page, at, printable(from), `${word}${to}${kept}`, paint.dim(sinceInvite(at - sentAt))),
  ];
  if (info.data !== '') {
    for (const line of payloadLines(paint, info.data, detailWidth(page))) lines.push(detail(line));
  }
  return lines;
}

function receivers({ info, from }: SignalRow): string {
  if (info.groupID !== '') return `${info.groupID}: ${info.inviteeList.join(', ')}`;
  return from === info.inviter ? info.inviteeList.join(', ') : info.inviter;
}

import type { InvitationRow } from '../../gateway/control/protocol.js';
import { printable } from '../../text/printable.js';
import { shortID } from '../print/action-style.js';
import { isOverdue, timeLeft } from '../print/invitations.js';
import type { Page } from '../print/page.js';

const KEYS: readonly [key: string, word: string][] = [
  ['a', 'accept'],
  ['r', 'reject'],
  ['c', 'cancel'],
  ['m', 'modify'],
  ['q', 'leave'],
];

/**
 * How an invitation stands and what keys act on it, as one line, in several lengths: with its ID, the keys and what they do,
 * without the ID, with the keys alone, and without keys. @param now unix ms
 */
export function statusTexts({ paint }: Page, row: InvitationRow, now: number): string[] {
  const state = stateOf(row, now);
  const about = paint.cyan(`${shortID(row.inviteID)}  ${state}`);
  const keys = KEYS.filter(([key]) => key !== 'm' || !row.onlineUserOnly);
  const words = keys.map(([key, word]) => `${paint.bold(key)} ${paint.dim(word)}`).join('  ');
  const letters = keys.map(([key]) => paint.bold(key)).join(' ');
  return [`${about}   ${words}`, `${paint.cyan(state)}   ${words}`, `${about}   ${letters}`, about];
}

/** The same below a question, which can be left. */
export function questionStatus({ paint }: Page, row: InvitationRow, now: number): string {
  return `${paint.cyan(`${shortID(row.inviteID)}  ${stateOf(row, now)}`)}   ${paint.bold('Esc')} ${paint.dim('goes back')}`;
}

function stateOf(row: InvitationRow, now: number): string {
  const left = row.deadline === null ? 'no time-out' : isOverdue(row, now) ? 'overdue' : timeLeft(row, now);
  return `${printable(pendingOf(row).join(', '))} pending  ${left}`;
}

/** The invitees who have not answered. */
export function pendingOf({ inviteeList, invitees }: InvitationRow): string[] {
  return inviteeList.filter((user) => invitees[user] === 'pending');
}

import type { InvitationRow } from '../../gateway/control/protocol.js';
import { printable } from '../../text/printable.js';
import { fitText, textWidth } from '../../text/width.js';
import { shortID, stateText } from './action-style.js';
import { duration } from './duration.js';
import { payloadStart } from './json.js';
import { type Page, width } from './page.js';
import { type Column, table } from './table.js';

/** The table of `sig list`. @param now unix ms */
export function invitationTable(page: Page, rows: readonly InvitationRow[], now: number): string[] {
  const { paint } = page;
  const columns: Column<InvitationRow>[] = [
    { title: 'ID', cell: (row) => shortID(row.inviteID), whole: true },
    { title: 'INVITER', cell: (row) => printable(row.inviter) },
    { title: 'INVITEES', cell: (row) => row.inviteeList.map(printable) },
    {
      title: 'STATE',
      cell: (row) => row.inviteeList.map((user) => inviteeState(paint, row, user, now)),
      whole: true,
    },
    { title: 'GROUP', cell: (row) => printable(row.groupID), spare: 2 },
    { title: 'AGE', cell: (row) => duration(now - row.sentAt), whole: true, spare: 3 },
    { title: 'LEFT', cell: (row) => timeLeft(row, now), whole: true, spare: 1 },
    { title: 'DATA', cell: (row) => payloadStart(row.data, 200), rest: true, spare: 4 },
  ];
  return table(page, rows, columns);
}

/** Whether somebody is pending though the time to answer is up: no device was there to announce its end. */
export function isOverdue({ endedAt, deadline }: InvitationRow, now: number): boolean {
  return endedAt === null && deadline !== null && deadline <= now;
}

function inviteeState(paint: Page['paint'], row: InvitationRow, user: string, now: number): string {
  const state = row.invitees[user]!;
  if (row.hangUp) return paint.dim('hang-up');
  return state === 'pending' && isOverdue(row, now) ? paint.magenta('overdue') : stateText(paint, state);
}

/** Until its timers run out; '-' when they have, or it is over. */
export function timeLeft(row: InvitationRow, now: number): string {
  if (row.endedAt !== null || isOverdue(row, now)) return '-';
  if (row.hangUp) return '-';
  if (row.deadline === null) return 'no limit';
  return duration(row.deadline - now);
}

/** What stands around who and whom: the ID, gaps, and an indent that whoever prints it may want. */
const MARGIN = 16;

/** One line for one invitation: who, whom, state. @param now unix ms */
export function invitationLine(page: Page, row: InvitationRow, now: number): string {
  const to =
    row.groupID === '' ? row.inviteeList.join(', ') : `${row.inviteeList.join(', ')} in ${row.groupID}`;
  const state = isOverdue(row, now) ? page.paint.magenta('overdue') : stateText(page.paint, row.state);
  const parties = fitText(`${row.inviter} → ${to}`, width(page) - MARGIN - textWidth(state));
  return `${shortID(row.inviteID)}  ${parties}  ${state}`;
}

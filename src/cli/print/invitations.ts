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
    { title: 'ID', cell: (row) => printable(shortID(row.inviteID)) },
    { title: 'INVITER', cell: (row) => printable(row.inviter) },
    {
      title: 'INVITEES',
      cell: (row) =>
        row.inviteeList.map((user) => `${printable(user)} ${stateText(paint, row.invitees[user]!)}`),
    },
    { title: 'GROUP', cell: (row) => printable(row.groupID) },
    { title: 'AGE', cell: (row) => duration(now - row.sentAt) },
    { title: 'LEFT', cell: (row) => timeLeft(row, now) },
    { title: 'DATA', cell: (row) => payloadStart(row.data, 200), rest: true },
  ];
  return table(page, rows, columns);
}

/** Until its timers run out; '' when it is over or has none. */
export function timeLeft(row: InvitationRow, now: number): string {
  if (row.endedAt !== null) return '-';
  if (row.deadline === null) return 'no limit';
  return row.deadline > now ? duration(row.deadline - now) : 'overdue';
}

/** What stands around who and whom: the ID, gaps, and an indent that whoever prints it may want. */
const MARGIN = 16;

/** One line for one invitation: who, whom, state. */
export function invitationLine(page: Page, row: InvitationRow): string {
  const to =
    row.groupID === '' ? row.inviteeList.join(', ') : `${row.inviteeList.join(', ')} in ${row.groupID}`;
  const state = stateText(page.paint, row.state);
  const parties = fitText(`${row.inviter} → ${to}`, width(page) - MARGIN - textWidth(state));
  return `${shortID(row.inviteID)}  ${parties}  ${state}`;
}

import type { InvitationRow } from '../../gateway/control/protocol.js';
import { printable } from '../../text/printable.js';
import { shortID, stateText } from '../print/action-style.js';
import { duration } from '../print/duration.js';
import type { Page } from '../print/page.js';

/** How an invitation ended. */
export function ending({ paint }: Page, row: InvitationRow): string[] {
  const after = duration((row.endedAt ?? row.sentAt) - row.sentAt);
  const whole = `${paint.dim(shortID(row.inviteID))}  ${stateText(paint, row.state)} after ${after}`;
  return [whole, paint.dim(`  sig show ${shortID(row.inviteID)}    every message of it`)];
}

/** The commands that go on from an invitation that is still pending. */
export function whatNext({ paint }: Page, row: InvitationRow): string[] {
  const id = shortID(row.inviteID);
  const pending = row.inviteeList.filter((user) => row.invitees[user] === 'pending');
  const invitee = pending[0] ?? row.inviteeList[0] ?? '';
  const commands = [
    `sig accept ${invitee} ${id}`,
    `sig reject ${invitee} ${id}`,
    `sig cancel ${row.inviter} ${id}`,
    ...(row.onlineUserOnly ? [] : [`sig modify ${row.inviter} ${id} --data '{"new":"data"}'`]),
    `sig show ${id}`,
  ];
  return [
    paint.dim(`${id} stays pending; go on with:`),
    ...commands.map((command) => `  ${printable(command)}`),
  ];
}

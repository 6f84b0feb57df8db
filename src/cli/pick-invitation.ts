import { Chalk } from 'chalk';
import type { InvitationRow } from '../gateway/control/protocol.js';
import { CODE, USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { Ask, Cli } from './cli.js';
import type { HubClient } from './hub/client.js';
import { shortID } from './print/action-style.js';
import { duration } from './print/duration.js';
import { invitationLine, isOverdue, timeLeft } from './print/invitations.js';

export type InvitationAction = 'accept' | 'reject' | 'cancel' | 'modify' | 'show';

/** More candidates than these are only counted. */
const SHOWN = 10;

/**
 * The invitation a command is meant for: by the beginning of its ID, or, with none given, the only one that the command
 * can apply to. When several can, a person at a terminal is asked.
 * @throws SigError 8010 when there is none, -4 when it is not clear which
 */
export async function pickInvitation(
  cli: Cli,
  hub: HubClient,
  action: InvitationAction,
  user: string,
  prefix: string | undefined,
): Promise<InvitationRow> {
  const found = await hub.call('candidates', { action, user, prefix: prefix ?? '' });
  const open = prefix === undefined && action !== 'show' ? withoutOverdue(cli, found) : found;
  const [only, ...others] = open;
  if (!only && found.length > 0) throw overdue(cli, action, user, found);
  if (!only)
    throw new SigError(
      CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
      noneMessage(action, user, prefix),
      'sig list shows the invitations',
    );
  if (others.length === 0) return only;
  if (cli.ask && !cli.json) return choose(cli, cli.ask, action, open);
  const page = { paint: new Chalk({ level: 0 }), columns: cli.columns };
  const lines = open.slice(-SHOWN).map((row) => invitationLine(page, row, cli.clock.now()));
  if (open.length > SHOWN) lines.unshift(`... ${open.length - SHOWN} older ones`);
  const which = prefix === undefined ? `${open.length} invitations` : `${open.length} begin with ${prefix}`;
  throw new SigError(USAGE, `which one? ${which}`, `${lines.join('\n')}\ngive the beginning of its ID`);
}

/** Nobody means an invitation whose time was up: one that is still meant is named by its ID. */
function withoutOverdue({ clock }: Cli, rows: InvitationRow[]): InvitationRow[] {
  return rows.filter((row) => !isOverdue(row, clock.now()));
}

function overdue({ clock }: Cli, action: InvitationAction, user: string, rows: InvitationRow[]): SigError {
  const newest = rows.at(-1)!;
  const ago = duration(clock.now() - newest.deadline!);
  const id = shortID(newest.inviteID);
  return new SigError(
    CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
    `${user} has no pending invitation to ${action}: the time of ${id} was up ${ago} ago`,
    `sig ${action} ${user} ${id} tries it all the same`,
  );
}

function noneMessage(action: InvitationAction, user: string, prefix: string | undefined): string {
  if (prefix !== undefined) return `no invitation begins with ${prefix}`;
  if (action === 'show') return 'there is no invitation yet';
  return `${user} has no pending invitation to ${action}`;
}

async function choose(
  cli: Cli,
  ask: Ask,
  action: InvitationAction,
  found: InvitationRow[],
): Promise<InvitationRow> {
  const { select } = await import('@inquirer/prompts');
  const now = cli.clock.now();
  const choices = found.map((row) => ({
    value: row,
    name: `${invitationLine(cli, row, now)}  ${timeLeft(row, now)}`,
  }));
  const chosen = await ask((terminal) =>
    select(
      { message: `Which invitation to ${action}?`, choices: choices.reverse(), pageSize: SHOWN },
      terminal,
    ),
  );
  if (!chosen) throw new SigError(USAGE, 'nothing was chosen');
  return chosen;
}

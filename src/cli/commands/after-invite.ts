import type { Command } from 'commander';
import type { InvitationRow } from '../../gateway/control/protocol.js';
import type { Done } from '../act.js';
import type { Cli } from '../cli.js';
import { outcomeCode } from '../follow/outcome.js';
import type { HubClient } from '../hub/client.js';
import { type DeviceOptions, deviceOptions, hubOptions, seconds } from '../options.js';
import { invitationLine, isOverdue } from '../print/invitations.js';
import { printNote, printResult } from '../print/output.js';

export interface InviteCommandOptions extends DeviceOptions {
  data: string;
  timeout: number;
  onlineOnly?: boolean;
  wait?: boolean;
  follow: boolean;
}

const DEFAULT_TIMEOUT_S = 30;

/** What invitations to a user and to a group have in common. */
export function inviteOptions(command: Command): Command {
  command
    .option('-d, --data <data>', 'text, JSON, @file, or - for the input', '')
    .option(
      '-t, --timeout <seconds>',
      '0 for none; 2m and the like are understood',
      seconds,
      DEFAULT_TIMEOUT_S,
    )
    .option('--online-only', 'reach only who is online now, and leave nothing in any history')
    .option('--wait', 'block until it ends; exit code 0 accepted, 3 rejected, 4 timed out, 5 cancelled')
    .option('--no-follow', 'print what was sent, and end at once');
  return hubOptions(deviceOptions(command));
}

/** Goes on after the invitation was sent: follows it, waits for its end, or just ends. */
export async function afterInvite(
  cli: Cli,
  hub: HubClient,
  { value: { inviteID }, seq }: Done<{ inviteID: string }>,
  options: InviteCommandOptions,
): Promise<void> {
  let row: InvitationRow | undefined;
  const { terminal, ask } = cli;
  if (terminal && ask && !cli.json && options.follow) {
    const { follow } = await import('../follow/follow.js');
    row = await follow(cli, { terminal, ask }, hub, inviteID, seq);
  } else if (options.wait) {
    const { waitForEnd } = await import('../follow/wait.js');
    row = await waitForEnd(cli, hub, inviteID, seq);
    if (isOverdue(row, cli.clock.now())) printNote(cli, 'its time is up, and no device was there to say so');
    if (!cli.json) cli.note(invitationLine(cli, row, cli.clock.now()));
  }
  printResult(cli, {
    inviteID,
    ...(row && options.wait ? { outcome: row.state, invitees: row.invitees } : {}),
  });
  if (options.wait && row) cli.exitCode = isOverdue(row, cli.clock.now()) ? TIMED_OUT : outcomeCode(row);
}

const TIMED_OUT = outcomeCode({ state: 'timedOut' });

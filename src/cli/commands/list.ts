import { Command, Option } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { count, hubOptions } from '../options.js';
import { invitationTable } from '../print/invitations.js';
import { printRows } from '../print/output.js';
import { withHub } from '../with-hub.js';

interface Options extends HubChoice {
  user?: string;
  group?: string;
  state?: string;
  limit: number;
}

const STATES = ['pending', 'accepted', 'rejected', 'cancelled', 'timed-out'];

export default function list(cli: Cli): Command {
  const command = new Command()
    .option('--user <user>', 'only those that this user sent or got')
    .option('--group <group>', 'only those in this group')
    .addOption(
      new Option('--state <state>', 'only those that are so, or partly so in a group').choices(STATES),
    )
    .option('--limit <n>', 'the newest so many', count, 50);
  return hubOptions(command)
    .addHelpText(
      'after',
      examples(['sig list'], ['sig list --user bob --state pending'], ['sig list --json | jq .inviteID']),
    )
    .action(async ({ user, group, state, limit, ...choice }: Options) => {
      const wanted = state === 'timed-out' ? 'timedOut' : state;
      const rows = await withHub(cli, choice, (hub) =>
        hub.call('list', { user, group, state: wanted, limit }),
      );
      printRows(cli, rows, 'no invitations; sig invite alice bob makes one', (rows) =>
        invitationTable(cli, rows, cli.clock.now()),
      );
    });
}

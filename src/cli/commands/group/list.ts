import { Command } from 'commander';
import { printable } from '../../../text/printable.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { printRows } from '../../print/output.js';
import { table } from '../../print/table.js';
import { withHub } from '../../with-hub.js';

export default function list(cli: Cli): Command {
  return hubOptions(new Command('list').description('every group, with its members'))
    .addHelpText('after', examples(['sig group list'], ['sig group list --json']))
    .action(async (choice: HubChoice) => {
      const rows = await withHub(cli, choice, (hub) => hub.call('listGroups', {}));
      printRows(cli, rows, 'no groups; sig group create team --owner alice makes one', (rows) =>
        table(cli, rows, [
          { title: 'GROUP', cell: (row) => printable(row.groupID) },
          { title: 'TYPE', cell: (row) => row.type },
          { title: 'NAME', cell: (row) => printable(row.name === row.groupID ? '' : row.name) },
          { title: 'OWNER', cell: (row) => printable(row.owner) },
          { title: 'MEMBERS', cell: (row) => printable(row.members.join(', ')), rest: true },
        ]),
      );
    });
}

import { Command } from 'commander';
import { printable } from '../../../text/printable.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { type HubChoice, openHub } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { table } from '../../print/table.js';

export default function list(cli: Cli): Command {
  return hubOptions(new Command('list').description('every group, with its members'))
    .addHelpText('after', examples(['sig group list'], ['sig group list --json']))
    .action(async (choice: HubChoice) => {
      const hub = await openHub(cli, choice);
      const rows = await hub.call('listGroups', {});
      await hub.close();
      if (cli.json) for (const row of rows) cli.out(JSON.stringify(row));
      else if (rows.length === 0) cli.note('no groups; sig group create team --owner alice makes one');
      else {
        const lines = table(cli, rows, [
          { title: 'GROUP', cell: (row) => printable(row.groupID) },
          { title: 'TYPE', cell: (row) => row.type },
          { title: 'NAME', cell: (row) => printable(row.name === row.groupID ? '' : row.name) },
          { title: 'OWNER', cell: (row) => printable(row.owner) },
          { title: 'MEMBERS', cell: (row) => printable(row.members.join(', ')), rest: true },
        ]);
        for (const line of lines) cli.out(line);
      }
    });
}

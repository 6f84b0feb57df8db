import { Command } from 'commander';
import { printable } from '../../text/printable.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { duration } from '../print/duration.js';
import { printRows } from '../print/output.js';
import { table } from '../print/table.js';
import { withHub } from '../with-hub.js';

export default function held(cli: Cli): Command {
  return hubOptions(new Command('held').description('what waits, first sent first'))
    .addHelpText('after', examples(['sig held'], ['sig held --json']))
    .action(async (choice: HubChoice) => {
      const rows = await withHub(cli, choice, (hub) => hub.call('held', {}));
      printRows(cli, rows, 'nothing waits; sig hold bob cancel makes it', (rows) =>
        table(cli, rows, [
          { title: 'USER', cell: (row) => printable(`${row.user}/${row.device}`) },
          { title: '', cell: (row) => (row.direction === 'down' ? 'to' : 'from') },
          { title: 'WHAT', cell: (row) => (row.what === 'other' ? printable(row.command) : row.what) },
          { title: 'INVITATION', cell: (row) => printable(row.inviteID.slice(0, 8)) },
          { title: 'WAITS', cell: (row) => duration(cli.clock.now() - row.sentAt) },
        ]),
      );
    });
}

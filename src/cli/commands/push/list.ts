import { Command } from 'commander';
import type { PushRow } from '../../../gateway/control/protocol.js';
import { printable } from '../../../text/printable.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { actionWord, shortID } from '../../print/action-style.js';
import { duration } from '../../print/duration.js';
import { printRows } from '../../print/output.js';
import { table } from '../../print/table.js';
import { withHub } from '../../with-hub.js';

export default function list(cli: Cli): Command {
  const command = new Command('list')
    .description("what a user's phone would have shown while it was offline; the newest last")
    .argument('<user>', 'whose');
  return hubOptions(command)
    .addHelpText('after', examples(['sig push list bob'], ['sig push list bob --json']))
    .action(async (user: string, choice: HubChoice) => {
      const rows = await withHub(cli, choice, (hub) => hub.call('listPushes', { user }));
      printRows(cli, rows, `no pushes to ${user}`, (rows) => lines(cli, rows));
    });
}

function lines(cli: Cli, rows: readonly PushRow[]): string[] {
  const now = cli.clock.now();
  const numbered = rows.map((row, index) => ({ ...row, number: rows.length - index }));
  return table(cli, numbered, [
    { title: '#', cell: (row) => String(row.number) },
    { title: 'AGE', cell: (row) => duration(now - row.at) },
    {
      title: 'FROM',
      cell: (row) => printable(row.groupID === '' ? row.from : `${row.from} in ${row.groupID}`),
    },
    {
      title: 'SIGNAL',
      cell: ({ signal }) =>
        signal ? printable(`${actionWord(signal.actionType)} ${shortID(signal.inviteID)}`) : '',
    },
    {
      title: 'TITLE: DESC',
      cell: ({ title, desc, ext }) =>
        printable([[title, desc].filter(Boolean).join(': '), ext && `ext ${ext}`].filter(Boolean).join('  ')),
      rest: true,
    },
  ]);
}

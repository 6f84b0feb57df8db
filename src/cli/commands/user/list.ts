import { Command } from 'commander';
import type { DeviceRow, UserRow } from '../../../gateway/control/protocol.js';
import { printable } from '../../../text/printable.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { conditionsText } from '../../print/conditions.js';
import { printRows } from '../../print/output.js';
import { table } from '../../print/table.js';
import { withHub } from '../../with-hub.js';

export default function list(cli: Cli): Command {
  return hubOptions(new Command('list').description('everybody the hub knows, with their devices'))
    .addHelpText('after', examples(['sig user list'], ['sig user list --json']))
    .action(async (choice: HubChoice) => {
      const rows = await withHub(cli, choice, (hub) => hub.call('listUsers', {}));
      printRows(cli, rows, 'no users; sig user add alice makes one', (rows) => lines(cli, rows));
    });
}

function lines(cli: Cli, rows: readonly UserRow[]): string[] {
  const { paint } = cli;
  return table(cli, rows, [
    { title: 'USER', cell: (row) => printable(row.user) },
    { title: 'NICK', cell: (row) => printable(row.nick) },
    { title: '', cell: (row) => (row.online ? paint.green('online') : paint.dim('offline')) },
    { title: 'DEVICES', cell: (row) => row.devices.map((device) => deviceText(device)), rest: true },
  ]);
}

function deviceText({ device, platform, online, virtual, dialect, clockOffset, network }: DeviceRow): string {
  const words = [platform === device ? '' : platform, virtual ? (dialect ?? '') : 'a real app'];
  if (clockOffset) words.push(`clock ${clockOffset > 0 ? '+' : ''}${clockOffset / 1000} s`);
  if (network) words.push(conditionsText(network));
  if (!online) words.push('logged out');
  return printable(`${device || '(unnamed)'}: ${words.filter((word) => word !== '').join(', ')}`);
}

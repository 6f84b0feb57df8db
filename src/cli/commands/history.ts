import { Command } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { count, hubOptions } from '../options.js';
import { historyLines } from '../print/history.js';
import { printRows } from '../print/output.js';
import { withHub } from '../with-hub.js';

interface Options extends HubChoice {
  group?: string;
  limit: number;
}

export default function history(cli: Cli): Command {
  const command = new Command()
    .argument('[user]', 'one side')
    .argument('[peer]', 'the other side')
    .option('--group <group>', 'of a group instead')
    .option('--limit <n>', 'the newest so many', count, 50);
  return hubOptions(command)
    .addHelpText('after', examples(['sig history alice bob'], ['sig history --group team --limit 10']))
    .action(async (a: string | undefined, b: string | undefined, { group, limit, ...choice }: Options) => {
      if ((group === undefined) === (a === undefined || b === undefined)) {
        throw new SigError(USAGE, 'a history is of two users, or of a --group', 'sig history alice bob');
      }
      const rows = await withHub(cli, choice, (hub) =>
        hub.call('history', group === undefined ? { a, b, limit } : { group, limit }),
      );
      printRows(cli, rows, 'no messages', (rows) => historyLines(cli, rows));
    });
}

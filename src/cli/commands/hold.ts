import { Argument, Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { withHub } from '../with-hub.js';

const WHAT = ['invite', 'cancel', 'accept', 'reject', 'timeout', 'modification', 'message', 'other'] as const;

interface Options extends HubChoice {
  device?: string;
  from?: boolean;
}

export default function hold(cli: Cli): Command {
  const command = new Command('hold')
    .description('let what goes to a user wait, until sig release or sig drop')
    .argument('<user>', 'whose')
    .addArgument(new Argument('[what]', 'only this; everything when left out').choices(WHAT))
    .option('--device <name>', 'only this device of the user')
    .option('--from', 'what comes from the user, in place of what goes to them');
  return hubOptions(command)
    .addHelpText('after', examples(['sig hold bob cancel'], ['sig held'], ['sig release bob']))
    .action((user: string, what: (typeof WHAT)[number] | undefined, { device, from, ...choice }: Options) =>
      withHub(cli, choice, (hub) =>
        act(
          cli,
          hub,
          'hold',
          { user, device, what, direction: from ? 'up' : 'down' },
          () =>
            `${what ?? 'everything'} ${from ? 'from' : 'to'} ${user} waits; sig release ${user} lets it go`,
        ),
      ),
    );
}

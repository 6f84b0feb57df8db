import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { withHub } from '../with-hub.js';

type Options = HubChoice & { device?: string; busy?: boolean };

export default function decline(cli: Cli): Command {
  const command = new Command()
    .argument('<user>', 'whose call rings')
    .option('--busy', 'say that the user is in another call')
    .option('--device <name>', 'decline with this device of the user');
  return hubOptions(command)
    .addHelpText('after', examples(['sig decline bob'], ['sig decline bob --busy']))
    .action((user: string, { device, busy = false, ...choice }: Options) =>
      withHub(cli, choice, (hub) => act(cli, hub, 'declineCall', { user, device, busy })),
    );
}

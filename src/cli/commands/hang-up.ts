import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { withHub } from '../with-hub.js';

export default function hangUp(cli: Cli): Command {
  const command = new Command()
    .argument('<user>', 'who is in a call, or calls')
    .option('--device <name>', 'hang up with this device of the user');
  return hubOptions(command)
    .addHelpText('after', examples(['sig hang-up alice'], ['sig hang-up bob --device pad']))
    .action((user: string, { device, ...choice }: HubChoice & { device?: string }) =>
      withHub(cli, choice, (hub) => act(cli, hub, 'hangUp', { user, device })),
    );
}

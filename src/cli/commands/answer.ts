import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { withHub } from '../with-hub.js';

export default function answer(cli: Cli): Command {
  const command = new Command()
    .argument('<user>', 'whose call rings')
    .option('--device <name>', 'answer with this device of the user');
  return hubOptions(command)
    .addHelpText('after', examples(['sig answer bob'], ['sig answer bob --device pad']))
    .action((user: string, { device, ...choice }: HubChoice & { device?: string }) =>
      withHub(cli, choice, (hub) => act(cli, hub, 'answerCall', { user, device })),
    );
}

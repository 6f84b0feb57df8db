import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function add(cli: Cli): Command {
  const command = new Command('add')
    .description('make accounts, as an import by a backend does; they are offline at first')
    .argument('<users...>', 'their IDs')
    .option('--nick <name>', 'the name that others see');
  return hubOptions(command)
    .addHelpText('after', examples(['sig user add carol dave'], ['sig user add carol --nick "Carol C."']))
    .action((users: string[], { nick, ...choice }: HubChoice & { nick?: string }) =>
      withHub(cli, choice, (hub) =>
        act(cli, hub, 'addUsers', { users, nick }, () => `added ${users.join(', ')}`),
      ),
    );
}

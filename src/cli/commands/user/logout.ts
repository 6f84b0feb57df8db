import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function logout(cli: Cli): Command {
  const command = new Command('logout')
    .description('take users offline, until they log in or are made to act')
    .argument('<users...>', 'their IDs')
    .option('--device <name>', 'only this device of theirs');
  return hubOptions(command)
    .addHelpText('after', examples(['sig user logout bob'], ['sig user logout bob --device pad']))
    .action((users: string[], { device, ...choice }: HubChoice & { device?: string }) =>
      withHub(cli, choice, (hub) =>
        act(cli, hub, 'logout', { users, device }, () =>
          device === undefined ? `${users.join(', ')} offline` : `${device} of ${users.join(', ')} offline`,
        ),
      ),
    );
}

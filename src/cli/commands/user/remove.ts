import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function remove(cli: Cli): Command {
  const command = new Command('remove')
    .description('delete accounts with all that is theirs; messages stay with those they were sent to')
    .argument('<users...>', 'their IDs');
  return hubOptions(command)
    .addHelpText('after', examples(['sig user remove carol']))
    .action((users: string[], choice: HubChoice) =>
      withHub(cli, choice, (hub) =>
        act(cli, hub, 'removeUsers', { users }, () => `removed ${users.join(', ')}`),
      ),
    );
}

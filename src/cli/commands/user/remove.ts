import { Command } from 'commander';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { simply } from '../../simple-command.js';

export default function remove(cli: Cli): Command {
  const command = new Command('remove')
    .description('delete accounts with all that is theirs; messages stay with those they were sent to')
    .argument('<users...>', 'their IDs');
  return hubOptions(command)
    .addHelpText('after', examples(['sig user remove carol']))
    .action((users: string[], choice: HubChoice) =>
      simply(cli, choice, 'removeUsers', { users }, () => `removed ${users.join(', ')}`),
    );
}

import { Command } from 'commander';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { simply } from '../../simple-command.js';

export default function remove(cli: Cli): Command {
  const command = new Command('remove')
    .description('take members out of a group')
    .argument('<group>', 'its ID')
    .argument('<users...>', 'who');
  return hubOptions(command)
    .addHelpText('after', examples(['sig group remove team dave']))
    .action((group: string, members: string[], choice: HubChoice) =>
      simply(
        cli,
        choice,
        'removeMembers',
        { group, members },
        () => `removed ${members.join(', ')} from ${group}`,
      ),
    );
}

import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function remove(cli: Cli): Command {
  const command = new Command('remove')
    .description('take members out of a group')
    .argument('<group>', 'its ID')
    .argument('<users...>', 'who');
  return hubOptions(command)
    .addHelpText('after', examples(['sig group remove team dave']))
    .action((group: string, members: string[], choice: HubChoice) =>
      withHub(cli, choice, (hub) =>
        act(
          cli,
          hub,
          'removeMembers',
          { group, members },
          () => `removed ${members.join(', ')} from ${group}`,
        ),
      ),
    );
}

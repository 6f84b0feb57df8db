import { Command } from 'commander';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { simply } from '../../simple-command.js';

export default function deleteGroup(cli: Cli): Command {
  const command = new Command('delete')
    .description('dissolve a group, with its history')
    .argument('<group>', 'its ID');
  return hubOptions(command)
    .addHelpText('after', examples(['sig group delete team']))
    .action((group: string, choice: HubChoice) =>
      simply(cli, choice, 'deleteGroup', { group }, () => `deleted group ${group}`),
    );
}

import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function deleteGroup(cli: Cli): Command {
  const command = new Command('delete')
    .description('dissolve a group, with its history')
    .argument('<group>', 'its ID');
  return hubOptions(command)
    .addHelpText('after', examples(['sig group delete team']))
    .action((group: string, choice: HubChoice) =>
      withHub(cli, choice, (hub) => act(cli, hub, 'deleteGroup', { group }, () => `deleted group ${group}`)),
    );
}

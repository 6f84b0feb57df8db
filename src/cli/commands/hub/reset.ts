import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { withHub } from '../../with-hub.js';

export default function reset(cli: Cli): Command {
  return new Command('reset')
    .description('forget everything, or go back to the seed, while the hub runs')
    .option('--empty', 'to nothing, even if there is a seed')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub reset'], ['sig hub reset --empty']))
    .action(({ empty = false, ...choice }: HubChoice & { empty?: boolean }) =>
      withHub(cli, choice, (hub) => act(cli, hub, 'reset', { empty }, () => 'the hub was reset')),
    );
}

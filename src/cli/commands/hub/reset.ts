import { Command } from 'commander';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { type HubChoice, openHub } from '../../hub/open-hub.js';

export default function reset(cli: Cli): Command {
  return new Command('reset')
    .description('forget everything, or go back to the seed, while the hub runs')
    .option('--empty', 'to nothing, even if there is a seed')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub reset'], ['sig hub reset --empty']))
    .action(async (options: HubChoice & { empty?: boolean }) => {
      const hub = await openHub(cli, options);
      await hub.call('reset', { empty: options.empty ?? false });
      await hub.close();
      cli.json ? cli.out(JSON.stringify({ result: {} })) : cli.note('the hub was reset');
    });
}

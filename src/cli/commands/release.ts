import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { withHub } from '../with-hub.js';

export default function release(cli: Cli): Command {
  const command = new Command('release')
    .description('let go what waits for a user, and hold no more')
    .argument('<user>', 'whose')
    .option('--twice', 'let each arrive twice');
  return hubOptions(command)
    .addHelpText('after', examples(['sig release bob'], ['sig release bob --twice']))
    .action((user: string, choice: HubChoice & { twice?: boolean }) =>
      withHub(cli, choice, (hub) =>
        act(
          cli,
          hub,
          'release',
          { user, copies: choice.twice ? 2 : 1 },
          ({ frames }) => `let go: ${frames} ${frames === 1 ? 'frame' : 'frames'}`,
        ),
      ),
    );
}

import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { withHub } from '../with-hub.js';

export default function drop(cli: Cli): Command {
  const command = new Command('drop')
    .description('lose what waits for a user, and hold no more')
    .argument('<user>', 'whose');
  return hubOptions(command)
    .addHelpText('after', examples(['sig drop bob']))
    .action((user: string, choice: HubChoice) =>
      withHub(cli, choice, (hub) =>
        act(
          cli,
          hub,
          'release',
          { user, copies: 0 },
          ({ frames }) => `lost: ${frames} ${frames === 1 ? 'frame' : 'frames'}`,
        ),
      ),
    );
}

import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { type DeviceOptions, deviceOptions, hubOptions, wishesOf } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function login(cli: Cli): Command {
  const command = new Command('login')
    .description('bring users online; what they missed is told as at any log-in')
    .argument('<users...>', 'their IDs');
  return hubOptions(deviceOptions(command))
    .addHelpText(
      'after',
      examples(
        ['sig user login bob'],
        ['sig user login bob --device pad', 'a further device'],
        ['sig user login bob --clock-offset 45s', 'a phone whose clock is 45 s ahead'],
      ),
    )
    .action((users: string[], options: DeviceOptions) =>
      withHub(cli, options, (hub) =>
        act(cli, hub, 'login', { ...wishesOf(options), users }, () => `${users.join(', ')} online`),
      ),
    );
}

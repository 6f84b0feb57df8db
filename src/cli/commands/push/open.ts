import { Command } from 'commander';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import { count, type DeviceOptions, deviceOptions, hubOptions, wishesOf } from '../../options.js';
import { shortID } from '../../print/action-style.js';
import { withHub } from '../../with-hub.js';

export default function open(cli: Cli): Command {
  const command = new Command('open')
    .description(
      'the user taps a push: the app comes up, and learns of the invitation by addInvitedSignaling',
    )
    .argument('<user>', 'who')
    .argument('[number]', 'which, as sig push list counts them; 1 is the newest', count, 1);
  return hubOptions(deviceOptions(command))
    .addHelpText('after', examples(['sig push open bob'], ['sig push open bob 3']))
    .action((user: string, number: number, options: DeviceOptions) =>
      withHub(cli, options, (hub) =>
        act(
          cli,
          hub,
          'openPush',
          { ...wishesOf(options), user, number },
          ({ inviteID }) =>
            `${user} knows of ${shortID(inviteID)}; go on with: sig accept ${user} ${shortID(inviteID)}`,
        ),
      ),
    );
}

import { Command } from 'commander';
import { perform } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { readData } from '../input.js';
import { wishesOf } from '../options.js';
import { withHub } from '../with-hub.js';
import { afterInvite, type InviteCommandOptions, inviteOptions } from './after-invite.js';

export default function inviteGroup(cli: Cli): Command {
  const command = new Command()
    .argument('<inviter>', 'who invites; a member of the group')
    .argument('<group>', 'the group')
    .argument('<invitees...>', 'members who are invited; they answer one by one');
  return inviteOptions(command)
    .addHelpText(
      'after',
      examples(
        ['sig group create team --owner alice --members bob carol', 'first, a group'],
        ['sig invite-group alice team bob carol'],
        ['sig invite-group alice team bob carol --timeout 0 --no-follow'],
      ),
    )
    .action(async (inviter: string, group: string, invitees: string[], options: InviteCommandOptions) => {
      const data = await readData(cli, options.data);
      await withHub(cli, options, async (hub) => {
        const done = await perform(cli, hub, 'inviteInGroup', {
          ...wishesOf(options),
          ...{ inviter, group, invitees, data, timeout: options.timeout },
          onlineUserOnly: options.onlineOnly ?? false,
        });
        await afterInvite(cli, hub, done, options);
      });
    });
}

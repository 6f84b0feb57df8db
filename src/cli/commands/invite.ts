import { Command } from 'commander';
import { perform } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { readData } from '../input.js';
import { wishesOf } from '../options.js';
import { withHub } from '../with-hub.js';
import { afterInvite, type InviteOptions, inviteOptions } from './after-invite.js';

interface Options extends InviteOptions {
  pushTitle?: string;
  pushDesc?: string;
  pushExt?: string;
}

export default function invite(cli: Cli): Command {
  const command = new Command()
    .argument('<inviter>', 'who invites')
    .argument('<invitee>', 'who is invited')
    .option('--push-title <text>', 'title of the offline push')
    .option('--push-desc <text>', 'its text; without one the vendor pushes nothing')
    .option('--push-ext <text>', 'what the app gets with it, by habit JSON');
  return inviteOptions(command)
    .addHelpText(
      'after',
      examples(
        ['sig invite alice bob'],
        [`sig invite alice bob --data '{"call":"video"}' --timeout 60`],
        ['sig invite alice bob --wait && echo accepted', 'in a script'],
        ['sig invite alice bob --clock-offset 45s', "alice's clock is 45 s ahead"],
      ),
    )
    .action(async (inviter: string, invitee: string, options: Options) => {
      const { pushTitle: title, pushDesc: desc, pushExt: ext } = options;
      const pushes = title !== undefined || desc !== undefined || ext !== undefined;
      const data = await readData(cli, options.data);
      await withHub(cli, options, async (hub) => {
        const done = await perform(cli, hub, 'invite', {
          ...wishesOf(options),
          ...{ inviter, invitee, data, timeout: options.timeout },
          onlineUserOnly: options.onlineOnly ?? false,
          ...(pushes ? { push: { title, desc, ext } } : {}),
        });
        await afterInvite(cli, hub, done, options);
      });
    });
}

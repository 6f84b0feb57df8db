import { Command } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { perform } from '../act.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { readData } from '../input.js';
import { wishesOf } from '../options.js';
import { withHub } from '../with-hub.js';
import { afterInvite, type InviteCommandOptions, inviteOptions } from './after-invite.js';

interface Options extends InviteCommandOptions {
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
  return (
    inviteOptions(command)
      .addHelpText(
        'after',
        examples(
          ['sig invite alice bob'],
          [`sig invite alice bob --data '{"call":"video"}' --timeout 60`],
          ['sig invite alice bob --wait && echo accepted', 'in a script'],
          ['sig invite alice bob --clock-offset 45s', "alice's clock is 45 s ahead"],
        ),
      )
      // More than one invitee is an understandable mistake, with an answer of its own.
      .allowExcessArguments()
      .action(async (inviter: string, invitee: string, options: Options, { args }: Command) => {
        requireOneInvitee(inviter, args.slice(1));
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
      })
  );
}

/** @throws SigError -4 that names the command for several invitees */
function requireOneInvitee(inviter: string, given: readonly string[]): void {
  const invitees = given.flatMap((each) => each.split(',')).filter((user) => user !== '');
  if (invitees.length < 2 && !given[0]?.includes(',')) return;
  throw new SigError(
    USAGE,
    `sig invite invites one user, and ${invitees.join(', ')} are ${invitees.length}`,
    [
      'several are invited as members of a group, and answer one by one:',
      `  sig group create team --owner ${inviter} --members ${invitees.join(' ')}`,
      `  sig invite-group ${inviter} team ${invitees.join(' ')}`,
    ].join('\n'),
  );
}

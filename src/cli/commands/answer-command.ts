import { Command } from 'commander';
import { act } from '../act.js';
import type { Cli } from '../cli.js';
import { type Example, examples } from '../examples.js';
import { readData } from '../input.js';
import { type DeviceOptions, deviceOptions, hubOptions, wishesOf } from '../options.js';
import { pickInvitation } from '../pick-invitation.js';
import { withHub } from '../with-hub.js';

type Answer = 'accept' | 'reject' | 'cancel' | 'modify';

interface Options extends DeviceOptions {
  data?: string;
}

/** A command that acts on one invitation as one of its parties. @param who in words, for help */
export function answerCommand(cli: Cli, name: Answer, who: string, ...lines: Example[]): Command {
  const command = new Command()
    .argument('<user>', who)
    .argument('[id]', 'the beginning of its ID; left out, the only one it can be');
  if (name === 'modify') command.requiredOption('-d, --data <data>', 'text, JSON, @file, or - for the input');
  else command.option('-d, --data <data>', 'text, JSON, @file, or - for the input');
  return hubOptions(deviceOptions(command))
    .addHelpText('after', examples(...lines))
    .action(async (user: string, id: string | undefined, options: Options) => {
      const data = await readData(cli, options.data ?? '');
      await withHub(cli, options, async (hub) => {
        const { inviteID } = await pickInvitation(cli, hub, name, user, id);
        await act(cli, hub, name, { ...wishesOf(options), user, inviteID, data });
      });
    });
}

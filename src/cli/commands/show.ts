import { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { pickInvitation } from '../pick-invitation.js';
import { invitationDetails } from '../print/invitation-details.js';
import { withHub } from '../with-hub.js';

export default function show(cli: Cli): Command {
  const command = new Command().argument('[id]', 'the beginning of its ID');
  return hubOptions(command)
    .addHelpText('after', examples(['sig show 3f9a'], ['sig show 3f9a --json', 'a line per message']))
    .action(async (id: string | undefined, options: HubChoice) => {
      await withHub(cli, options, async (hub) => {
        const { inviteID } = await pickInvitation(cli, hub, 'show', '', id);
        const { invitation, signals } = await hub.call('show', { inviteID });
        if (cli.json) {
          for (const signal of signals) cli.out(JSON.stringify(signal));
          cli.out(JSON.stringify({ result: invitation }));
        } else {
          for (const line of invitationDetails(cli, invitation, signals, cli.clock.now())) cli.out(line);
        }
      });
    });
}

import { Command } from 'commander';
import type { EventFilter } from '../../gateway/control/events.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { count, hubOptions } from '../options.js';
import { pickInvitation } from '../pick-invitation.js';
import { printEvent, printNote } from '../print/output.js';
import { withHub } from '../with-hub.js';

interface Options extends HubChoice {
  user?: string;
  id?: string;
  frames?: boolean;
  last?: number;
}

export default function watch(cli: Cli): Command {
  const command = new Command()
    .option('--user <user>', 'only what concerns this user')
    .option('--id <id>', 'only one invitation; ends when it is over')
    .option('--frames', 'frames between devices and the hub too')
    .option('--last <n>', 'begin with the last so many events', count);
  return hubOptions(command)
    .addHelpText(
      'after',
      examples(
        ['sig watch', 'all that happens, until Ctrl-C'],
        ['sig watch --user bob --last 20'],
        ['sig watch --json > trace.ndjson', 'keep it: sig diagram and sig trace read it'],
      ),
    )
    .action(async ({ user, id, frames, last, ...choice }: Options) => {
      if (cli.showsEvents) {
        printNote(cli, 'events show here by themselves, as they come');
        return;
      }
      await withHub(cli, choice, async (hub) => {
        // Starts a hub if none runs: its first events are worth seeing too.
        await hub.call('names', {});
        const filter: EventFilter = { last: last ?? 0, frames: frames ?? false };
        if (user !== undefined) filter.user = user;
        if (id !== undefined) filter.inviteID = (await pickInvitation(cli, hub, 'show', '', id)).inviteID;
        const stream = hub.events(filter, { event: (event) => printEvent(cli, event) });
        const release = cli.onInterrupt(() => stream.stop());
        if (cli.interactive) printNote(cli, 'watching; Ctrl-C ends it');
        await stream.done.finally(release);
      });
    });
}

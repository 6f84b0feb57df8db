import { Command, Option } from 'commander';
import { act, perform } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions, milliseconds } from '../../options.js';
import { withHub } from '../../with-hub.js';

type Options = HubChoice & {
  nick?: string;
  answers?: 'accept' | 'reject' | 'busy' | 'nobody' | 'by-hand';
  /** Milliseconds. */
  after: number;
};

export default function add(cli: Cli): Command {
  const command = new Command('add')
    .description('make accounts, as an import by a backend does; they are offline at first')
    .argument('<users...>', 'their IDs')
    .option('--nick <name>', 'the name that others see')
    .addOption(
      new Option(
        '--answers <how>',
        'come online and answer by itself, any signal and any call; by-hand: no longer',
      ).choices(['accept', 'reject', 'busy', 'nobody', 'by-hand']),
    )
    .option('--after <duration>', 'wait so long before each answer', milliseconds, 0);
  return hubOptions(command)
    .addHelpText(
      'after',
      examples(
        ['sig user add carol dave'],
        ['sig user add carol --nick "Carol C."'],
        ['sig user add bob --answers accept --after 3s', 'bob picks up by himself'],
      ),
    )
    .action((users: string[], { nick, answers, after, ...choice }: Options) =>
      withHub(cli, choice, async (hub) => {
        await act(cli, hub, 'addUsers', { users, nick }, () => `added ${users.join(', ')}`);
        if (answers === undefined) return;
        const how = answers === 'by-hand' ? 'by hand' : answers;
        for (const user of users) await perform(cli, hub, 'answerBy', { user, how, after: after / 1000 });
      }),
    );
}

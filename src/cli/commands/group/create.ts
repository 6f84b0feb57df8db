import { Command, Option } from 'commander';
import { GROUP_RULES, type GroupType } from '../../../im/group-types.js';
import { act } from '../../act.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

interface Options extends HubChoice {
  owner: string;
  members: string[];
  type: GroupType;
  name?: string;
}

export default function create(cli: Cli): Command {
  const command = new Command('create')
    .description('make a group')
    .argument('[group]', 'its ID; left out, the hub makes one up')
    .requiredOption('--owner <user>', 'who owns it')
    .option('--members <users...>', 'who else is in it; commas will do too', split, [])
    .addOption(
      new Option('--type <type>', 'what kind of group').choices(Object.keys(GROUP_RULES)).default('Work'),
    )
    .option('--name <name>', 'what it is called');
  return hubOptions(command)
    .addHelpText(
      'after',
      examples(
        ['sig group create team --owner alice --members bob carol'],
        ['sig group create hall --type AVChatRoom --owner alice', 'keeps no history'],
      ),
    )
    .action((group: string | undefined, { owner, members, type, name, ...choice }: Options) =>
      withHub(cli, choice, (hub) =>
        act(
          cli,
          hub,
          'createGroup',
          { group, owner, members, type, name },
          (made) => `made group ${made.group}`,
        ),
      ),
    );
}

/** `bob carol` and `bob,carol` name the same two. */
function split(value: string, before: string[]): string[] {
  return [...before, ...value.split(',').filter((user) => user !== '')];
}

import { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import add from './user/add.js';
import list from './user/list.js';
import login from './user/login.js';
import logout from './user/logout.js';
import remove from './user/remove.js';

export default function user(cli: Cli): Command {
  const command = new Command();
  for (const make of [add, list, remove, login, logout]) command.addCommand(make(cli));
  return command.addHelpText(
    'after',
    examples(
      ['sig user list'],
      ['sig user logout bob', 'bob goes offline: what is sent now waits for him'],
      ['sig user login bob --device pad', 'a second device of bob'],
    ),
  );
}

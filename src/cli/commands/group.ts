import { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import add from './group/add.js';
import create from './group/create.js';
import deleteGroup from './group/delete.js';
import list from './group/list.js';
import remove from './group/remove.js';

export default function group(cli: Cli): Command {
  const command = new Command();
  for (const make of [create, list, add, remove, deleteGroup]) command.addCommand(make(cli));
  return command.addHelpText(
    'after',
    examples(
      ['sig group create team --owner alice --members bob carol'],
      ['sig invite-group alice team bob carol'],
      ['sig group list'],
    ),
  );
}

import { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import list from './push/list.js';
import open from './push/open.js';

export default function push(cli: Cli): Command {
  const command = new Command();
  for (const make of [list, open]) command.addCommand(make(cli));
  return command.addHelpText(
    'after',
    examples(
      ['sig push list bob', "what bob's phone would have shown"],
      ['sig push open bob', 'bob taps the newest one'],
    ),
  );
}

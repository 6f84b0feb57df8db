import { Command } from 'commander';
import { scenarioSchema } from '../../scenario/schema.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';

export default function schema(cli: Cli): Command {
  return new Command()
    .addHelpText(
      'after',
      examples(
        ['sig schema > sig.schema.json', 'then, in the first line of a scenario:'],
        [
          '# yaml-language-server: $schema=./sig.schema.json',
          'or map *.sig.yaml to it in the settings of your editor',
        ],
      ),
    )
    .action(() => cli.out(JSON.stringify(scenarioSchema(), null, cli.json ? 0 : 2)));
}

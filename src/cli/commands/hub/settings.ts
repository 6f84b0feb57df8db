import { Command } from 'commander';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { hubOptions } from '../../options.js';
import { withHub } from '../../with-hub.js';

export default function settings(cli: Cli): Command {
  return hubOptions(new Command('settings'))
    .description("how the hub is set: what a team sets in the vendor's console")
    .addHelpText(
      'after',
      examples(
        ['sig hub settings'],
        ['sig hub start --config app.yaml', 'with, for example, blockedSenderIsTold: true'],
      ),
    )
    .action(async (choice: HubChoice) => {
      const rows = await withHub(cli, choice, (hub) => hub.call('settings', {}));
      if (cli.json) {
        for (const row of rows) cli.out(JSON.stringify(row));
        return;
      }
      for (const { name, value, standard, about } of rows) {
        const told = JSON.stringify(value) === JSON.stringify(standard);
        const text = `${name}: ${JSON.stringify(value)}`;
        cli.out(told ? text : cli.paint.bold(text));
        cli.out(cli.paint.dim(`  ${about}`));
      }
    });
}

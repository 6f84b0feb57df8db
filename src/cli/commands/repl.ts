import { Command } from 'commander';
import type { Cli } from '../cli.js';
import type { CommandRegistry } from '../command-registry.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { Repl } from '../repl/repl.js';
import { withHub } from '../with-hub.js';

export default function repl(cli: Cli, registry: CommandRegistry): Command {
  return hubOptions(new Command())
    .addHelpText(
      'after',
      examples(['sig repl', 'or just sig, in a terminal'], ['sig repl < script.txt', 'line by line']),
    )
    .action(async (choice: HubChoice) => {
      await withHub(cli, choice, async (hub) => {
        const shell = new Repl(cli, hub, registry);
        if (cli.terminal && !cli.json) await shell.runPrompt(cli.terminal);
        else cli.exitCode = await shell.runScript();
      });
    });
}

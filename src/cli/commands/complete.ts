import { Command } from 'commander';
import type { Cli } from '../cli.js';
import type { CommandRegistry } from '../command-registry.js';
import { complete } from '../completion/complete.js';
import { examples } from '../examples.js';
import { withRunningHub } from '../with-hub.js';

/** What the shells' completion scripts call. */
export default function completeWords(cli: Cli, registry: CommandRegistry): Command {
  return new Command()
    .argument('[words...]', 'the words of the line after sig; the last is the one being typed')
    .addHelpText('after', examples(['sig __complete -- accept b', 'a word and its meaning per line']))
    .action(async (words: string[]) => {
      const found =
        (await withRunningHub(cli, {}, (hub) => complete(cli, registry, words, hub))) ??
        (await complete(cli, registry, words, undefined));
      for (const { word, about } of found) cli.out(about === '' ? word : `${word}\t${about}`);
    });
}

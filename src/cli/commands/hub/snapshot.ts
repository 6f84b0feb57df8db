import { Command } from 'commander';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { takeSnapshot } from '../../hub/snapshots.js';
import { printResult } from '../../print/output.js';
import { progressBar } from '../../print/progress-bar.js';
import { withHub } from '../../with-hub.js';
import { writePrivately } from '../../write-privately.js';

export default function snapshot(cli: Cli): Command {
  return new Command('snapshot')
    .description('write everything the hub holds as JSON, to a file or to the output')
    .argument('[file]', 'where to; left out or -, the output', '-')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub snapshot before.json'], ['sig hub snapshot | jq .accounts']))
    .action(async (file: string, choice: HubChoice) => {
      const bar = progressBar(cli, 'messages');
      const take = (write: (text: string) => void) =>
        withHub(cli, choice, (hub) => takeSnapshot(hub, write, bar.show)).finally(bar.clear);
      if (file === '-') {
        const pieces: string[] = [];
        await take((text) => pieces.push(text));
        cli.out(pieces.join('').trimEnd());
        return;
      }
      const sizes = await writePrivately(file, take);
      printResult(
        cli,
        { file, ...sizes },
        `wrote ${file}: ${sizes.users} users, ${sizes.groups} groups, ${sizes.messages} messages`,
      );
    });
}

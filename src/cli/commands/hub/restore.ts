import { Command } from 'commander';
import { USAGE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { restoreSnapshot } from '../../hub/snapshots.js';
import { readText } from '../../input.js';
import { printResult } from '../../print/output.js';
import { progressBar } from '../../print/progress-bar.js';
import { withHub } from '../../with-hub.js';

export default function restore(cli: Cli): Command {
  return new Command('restore')
    .description('put a snapshot in the place of all that the hub holds')
    .argument('<file>', 'a snapshot; - for the input')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub restore before.json']))
    .action(async (file: string, choice: HubChoice) => {
      const text = await readText(cli, file);
      let snapshot: unknown;
      try {
        snapshot = JSON.parse(text);
      } catch {
        throw new SigError(USAGE, `${file} is no JSON`, 'sig hub snapshot FILE makes a snapshot');
      }
      const bar = progressBar(cli, 'messages', 'of');
      await withHub(cli, choice, (hub) => restoreSnapshot(hub, snapshot, bar.show)).finally(bar.clear);
      printResult(cli, {}, `the hub holds what ${file} holds`);
    });
}

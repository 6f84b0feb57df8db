import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { USAGE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import type { Cli } from '../../cli.js';
import { examples } from '../../examples.js';
import type { HubChoice } from '../../hub/open-hub.js';
import { printResult } from '../../print/output.js';
import { withHub } from '../../with-hub.js';

export default function snapshot(cli: Cli): Command {
  return new Command('snapshot')
    .description('write everything the hub holds as JSON, to a file or to the output')
    .argument('[file]', 'where to; left out or -, the output', '-')
    .option('--hub <url>', 'a hub elsewhere (or SIG_HUB)')
    .addHelpText('after', examples(['sig hub snapshot before.json'], ['sig hub snapshot | jq .accounts']))
    .action(async (file: string, choice: HubChoice) => {
      const taken = await withHub(cli, choice, (hub) => hub.call('snapshot', {}));
      if (file === '-') {
        cli.out(JSON.stringify(taken));
        return;
      }
      try {
        writeFileSync(file, `${JSON.stringify(taken)}\n`, { mode: 0o600 });
      } catch (thrown) {
        throw new SigError(USAGE, `${file} can't be written: ${(thrown as Error).message}`);
      }
      const { accounts, groups, messages } = taken;
      const sizes = { users: accounts.length, groups: groups.length, messages: messages.length };
      printResult(
        cli,
        { file, ...sizes },
        `wrote ${file}: ${sizes.users} users, ${sizes.groups} groups, ${sizes.messages} messages`,
      );
    });
}

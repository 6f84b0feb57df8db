import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { writeFileInFolders } from '../../scenario/file-problem.js';
import { FIRST_SCENARIO } from '../../scenario/first-scenario.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';

export default function init(cli: Cli): Command {
  return new Command()
    .argument('[file]', 'where to write it', 'first.sig.yaml')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', examples(['sig init', 'writes first.sig.yaml'], ['sig init calls/busy.sig.yaml']))
    .action((file: string, { force = false }: { force?: boolean }) => {
      if (existsSync(file) && !force)
        throw new SigError(USAGE, `${file} is there already`, 'choose another name, or --force');
      writeFileInFolders(file, FIRST_SCENARIO);
      if (cli.json) cli.out(JSON.stringify({ file }));
      else cli.out(`${file} is written; run it with: sig run ${file}`);
    });
}

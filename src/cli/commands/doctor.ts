import { Command } from 'commander';
import { printable } from '../../text/printable.js';
import { padText, wrapText } from '../../text/width.js';
import type { Cli } from '../cli.js';
import { CHECKS, type Check, type CheckResult } from '../doctor/checks.js';
import { thisMachine } from '../doctor/machine.js';
import { examples } from '../examples.js';
import { DEFAULT_PORT } from '../hub/default-port.js';
import { makeHome, paths } from '../hub/paths.js';
import { version } from '../version.js';
import { withRunningHub } from '../with-hub.js';

export default function doctor(cli: Cli): Command {
  return new Command()
    .addHelpText('after', examples(['sig doctor'], ['sig doctor --json', 'a line for each check']))
    .action(async () => {
      const where = paths(cli.env);
      const surroundings = {
        machine: thisMachine(cli.env, () => makeHome(where)),
        ...{ home: where.home, version: version(), defaultPort: DEFAULT_PORT },
        hub: () => withRunningHub(cli, {}, (hub) => hub.call('status', {})),
      };
      for (const check of CHECKS) {
        const result = await check.run(surroundings);
        if (result.status === 'broken') cli.exitCode = 1;
        if (cli.json) cli.out(JSON.stringify({ check: check.name, about: check.about, ...result }));
        else for (const line of lines(cli, check, result)) cli.out(line);
      }
      if (cli.json) return;
      cli.note(cli.exitCode === 0 ? 'sig works here' : 'sig does not work here before that is mended');
    });
}

const NAME = Math.max(...CHECKS.map(({ name }) => name.length));
const INDENT = ' '.repeat(NAME + 4);

function lines(
  { paint, columns }: Cli,
  { name, about }: Check,
  { status, text, remedy }: CheckResult,
): string[] {
  const mark = { ok: paint.green('✓'), missing: paint.yellow('–'), broken: paint.red('✗') }[status];
  const wrapped = (words: string) => wrapText(printable(words), Math.max(20, columns - INDENT.length));
  const [first, ...rest] = wrapped(text);
  const more =
    status === 'ok' || !remedy ? [] : [...wrapped(`needed for: ${about}`), ...wrapped(`remedy: ${remedy}`)];
  return [
    `${mark} ${padText(paint.bold(name), NAME)}  ${first}`,
    ...rest.map((line) => INDENT + line),
    ...more.map((line) => INDENT + paint.dim(line)),
  ];
}

import { wrapText } from '../text/width.js';
import type { Cli } from './cli.js';
import { type CommandRegistry, SECTIONS } from './command-registry.js';
import { version } from './version.js';

/** Longer lines are harder to read. */
const WIDEST = 100;

const MORE =
  'sig COMMAND --help tells more, with examples. Every command takes --json (JSON lines, nothing else) and --no-color. ' +
  'A command that needs a hub starts one in the background if none runs.';

/** What `sig --help` prints: drawn from the registry, so that no command's file is loaded. */
export function overview(cli: Cli, registry: CommandRegistry): string {
  const { paint } = cli;
  const columns = Math.max(40, Math.min(cli.columns, WIDEST));
  const commands = registry.listed;
  const width = Math.max(...commands.map((entry) => entry.name.length));
  const lines = [
    `sig ${version()}: a test bench for IM signaling`,
    '',
    'Usage: sig COMMAND [ARGUMENTS] [OPTIONS]',
  ];
  for (const section of SECTIONS) {
    const entries = commands.filter((entry) => entry.section === section);
    if (entries.length === 0) continue;
    lines.push('', paint.bold(section));
    for (const { name, summary } of entries) {
      const [first, ...rest] = wrapText(summary, columns - width - 4);
      lines.push(
        `  ${paint.cyan(name.padEnd(width))}  ${first}`,
        ...rest.map((line) => ' '.repeat(width + 4) + line),
      );
    }
  }
  lines.push('', ...wrapText(MORE, columns));
  return lines.join('\n');
}

import { type Command, CommanderError, Option } from 'commander';
import { USAGE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import { didYouMean } from '../text/did-you-mean.js';
import type { Cli } from './cli.js';
import type { CommandEntry, CommandRegistry } from './command-registry.js';
import { printError } from './print/error.js';

/**
 * Runs one command line (without the word `sig`). Whatever goes wrong is printed; the exit code is left in `cli.exitCode`.
 */
export async function executeLine(
  cli: Cli,
  registry: CommandRegistry,
  argv: readonly string[],
): Promise<void> {
  cli.json = argv.includes('--json');
  cli.exitCode = 0;
  const [name = '', ...rest] = argv;
  try {
    const entry = registry.find(name);
    if (!entry) throw unknownCommand(registry, name);
    const command = await buildCommand(cli, registry, entry);
    await command.parseAsync(rest, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      // Help and versions end with code 0; what is wrong with the line has been printed by commander's own writer.
      cli.exitCode = thrown.exitCode === 0 ? 0 : 2;
      return;
    }
    const error = SigError.from(thrown);
    cli.exitCode = error.code === USAGE ? 2 : 1;
    printError(cli, error, thrown);
  }
}

/** The commander command of an entry, with the manners that all commands share. */
export async function buildCommand(
  cli: Cli,
  registry: CommandRegistry,
  entry: CommandEntry,
): Promise<Command> {
  const { default: make } = await entry.load();
  const command = make(cli, registry);
  command.name(`sig ${entry.name}`);
  if (!command.description()) command.description(entry.summary);
  polish(cli, command);
  return command;
}

function polish(cli: Cli, command: Command): void {
  command
    .exitOverride()
    .showHelpAfterError(false)
    .helpCommand(false)
    .configureHelp({ helpWidth: Math.min(cli.columns, 110), showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => cli.out(trimEnd(text)),
      writeErr: (text) => cli.note(trimEnd(text)),
      outputError: (text, write) => {
        const message = plainMessage(text);
        if (cli.json) printError(cli, new SigError(USAGE, message));
        else write(`${cli.paint.red('✗')} ${message}\n  sig ${path(command)} --help shows how it is used`);
      },
    });
  if (command.commands.length === 0) {
    if (!has(command, '--json')) command.option('--json', 'print JSON lines and nothing else');
    command.addOption(new Option('--no-color', 'print without colours').hideHelp());
  }
  for (const child of command.commands) polish(cli, child);
}

/** What commander says in the voice of all errors: lower case, no full stop. */
function plainMessage(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replace(/\.$/, '')
    .replace(/\. (\w)/g, (_, letter: string) => `: ${letter.toLowerCase()}`)
    .replace(/\n\(Did you mean (.+)\?\)$/, '\n  did you mean: $1');
}

function has(command: Command, flag: string): boolean {
  return command.options.some((option) => option.long === flag);
}

/** The words that lead to a command, without `sig`. */
function path(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name());
  return names.join(' ').replace(/^sig /, '');
}

function trimEnd(text: string): string {
  return text.replace(/\n+$/, '');
}

function unknownCommand(registry: CommandRegistry, name: string): SigError {
  const near = didYouMean(
    name,
    registry.listed.map((entry) => entry.name),
  );
  const hint = near ? `did you mean: sig ${near}` : 'sig --help lists the commands';
  return new SigError(USAGE, `there is no command ${name}`, hint);
}

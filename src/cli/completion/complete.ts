import type { Argument, Command, Option } from 'commander';
import { printable } from '../../text/printable.js';
import type { Cli } from '../cli.js';
import type { CommandRegistry } from '../command-registry.js';
import { buildCommand } from '../execute-line.js';
import type { HubClient } from '../hub/client.js';

/** A word that may stand next, and what it means. */
export interface Candidate {
  word: string;
  about: string;
}

/**
 * What may follow.
 * @param words of the line after `sig`; the last is the one being typed, perhaps empty
 * @param hub where users, groups and IDs are known; none is started for this
 */
export async function complete(
  cli: Cli,
  registry: CommandRegistry,
  words: readonly string[],
  hub: HubClient | undefined,
): Promise<Candidate[]> {
  const current = words.at(-1) ?? '';
  const all = await candidates(cli, registry, words.slice(0, -1), current, hub);
  // A shell would run what it completes: a word that is not plain is none.
  return all
    .filter(({ word }) => word.startsWith(current) && /^[\x21-\x7e]+$/.test(word))
    .map(({ word, about }) => ({ word, about: printable(about) }));
}

async function candidates(
  cli: Cli,
  registry: CommandRegistry,
  before: readonly string[],
  current: string,
  hub: HubClient | undefined,
): Promise<Candidate[]> {
  const [name, ...rest] = before;
  if (name === undefined) return registry.listed.map((entry) => ({ word: entry.name, about: entry.summary }));
  const entry = registry.find(name);
  if (!entry) return [];
  let command = await buildCommand(cli, registry, entry);
  while (command.commands.length > 0) {
    const next = rest.shift();
    if (next === undefined) {
      return command.commands.map((child) => ({ word: child.name(), about: child.description() }));
    }
    const child = command.commands.find((each) => each.name() === next);
    if (!child) return [];
    command = child;
  }
  const last = optionOf(command, rest.at(-1));
  if (last && (last.required || last.optional))
    return known(kindOf(last.attributeName()), last.argChoices, hub);
  if (current.startsWith('-')) {
    return command.options
      .filter((option) => option.long && !option.hidden)
      .map((option) => ({ word: option.long!, about: option.description }));
  }
  const argument = argumentAt(command, positionals(command, rest));
  return argument ? known(kindOf(argument.name()), argument.argChoices, hub) : [];
}

function optionOf(command: Command, word: string | undefined): Option | undefined {
  return command.options.find(
    (option) => word !== undefined && (option.long === word || option.short === word),
  );
}

/** How many arguments stand there already. */
function positionals(command: Command, words: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < words.length; at++) {
    const option = optionOf(command, words[at]);
    if (option) at += option.required ? 1 : 0;
    else if (!words[at]!.startsWith('-')) count++;
  }
  return count;
}

function argumentAt(command: Command, position: number): Argument | undefined {
  const last = command.registeredArguments.at(-1);
  return command.registeredArguments[position] ?? (last?.variadic ? last : undefined);
}

type Kind = 'user' | 'group' | 'id' | undefined;

function kindOf(name: string): Kind {
  if (/^(user|users|inviter|invitee|invitees|peer|owner|members)$/.test(name)) return 'user';
  return name === 'group' ? 'group' : name === 'id' ? 'id' : undefined;
}

async function known(
  kind: Kind,
  choices: readonly string[] | undefined,
  hub: HubClient | undefined,
): Promise<Candidate[]> {
  if (choices) return choices.map((word) => ({ word, about: '' }));
  if (kind === undefined || !hub) return [];
  const names = await hub.call('names', {}).catch(() => undefined);
  if (!names) return [];
  if (kind === 'user') return names.users.map((word) => ({ word, about: '' }));
  if (kind === 'group') return names.groups.map(({ groupID, name }) => ({ word: groupID, about: name }));
  return names.invitations.map(({ inviteID, about }) => ({ word: inviteID, about }));
}

import type { Command } from 'commander';
import type { Cli } from './cli.js';

/** One command of `sig`. Its file is loaded only when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Under which heading of the list it stands. */
  readonly section: Section;
  /** Not for people: it works, and stands in no list. */
  readonly hidden?: boolean;
  load(): Promise<{ default: MakeCommand }>;
}

/** Builds the commander command. @param registry for commands that are about commands: the REPL, completion */
export type MakeCommand = (cli: Cli, registry: CommandRegistry) => Command;

/** The headings, in the order in which help prints them. */
export const SECTIONS = [
  'Invitations',
  'Calls',
  'Users, groups and messages',
  'Network',
  'Payloads',
  'Scenarios',
  'The hub',
  'Shell',
] as const;

export type Section = (typeof SECTIONS)[number];

/** The commands that a line can name. */
export class CommandRegistry {
  #byName: ReadonlyMap<string, CommandEntry>;

  constructor(entries: readonly CommandEntry[]) {
    this.#byName = new Map(entries.map((entry) => [entry.name, entry]));
  }

  find(name: string): CommandEntry | undefined {
    return this.#byName.get(name);
  }

  /** Those that people call, in the order in which help lists them within their sections. */
  get listed(): CommandEntry[] {
    return [...this.#byName.values()].filter((entry) => !entry.hidden);
  }
}

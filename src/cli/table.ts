import type { Command } from 'commander';
import type { Cli } from './cli.js';

/** One command of `sig`. Its file is loaded only when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Under which heading of the list it stands. */
  readonly section: Section;
  load(): Promise<{ default: (cli: Cli) => Command }>;
}

export type Section =
  | 'Invitations'
  | 'Users, groups and messages'
  | 'Payloads'
  | 'Scenarios'
  | 'The hub'
  | 'Shell';

/** Every command, in the order in which help lists them within their sections. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'decode',
    summary: 'read any payload: what it is, who takes it for a signal, what is wrong',
    section: 'Payloads',
    load: () => import('./commands/decode.js'),
  },
  {
    name: 'encode',
    summary: 'build a correct message in any form',
    section: 'Payloads',
    load: () => import('./commands/encode.js'),
  },
  {
    name: 'trace',
    summary: 'fold logs of messages into invitations, and find what went wrong between devices',
    section: 'Payloads',
    load: () => import('./commands/trace.js'),
  },
  {
    name: 'explain',
    summary: 'tell more of a finding or an error code',
    section: 'Payloads',
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'hub',
    summary: 'start, stop, look at, reset, save and restore the hub',
    section: 'The hub',
    load: () => import('./commands/hub.js'),
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell',
    section: 'Shell',
    load: () => import('./commands/completion.js'),
  },
];

export function findCommand(name: string | undefined): CommandEntry | undefined {
  return COMMANDS.find((entry) => entry.name === name);
}

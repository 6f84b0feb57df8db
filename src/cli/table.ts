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
    name: 'invite',
    summary: 'one user invites another; both are brought online',
    section: 'Invitations',
    load: () => import('./commands/invite.js'),
  },
  {
    name: 'invite-group',
    summary: 'invite members of a group, who answer one by one',
    section: 'Invitations',
    load: () => import('./commands/invite-group.js'),
  },
  {
    name: 'accept',
    summary: 'an invitee accepts',
    section: 'Invitations',
    load: () => import('./commands/accept.js'),
  },
  {
    name: 'reject',
    summary: 'an invitee rejects',
    section: 'Invitations',
    load: () => import('./commands/reject.js'),
  },
  {
    name: 'cancel',
    summary: 'the inviter takes an invitation back',
    section: 'Invitations',
    load: () => import('./commands/cancel.js'),
  },
  {
    name: 'modify',
    summary: "change a pending invitation's data",
    section: 'Invitations',
    load: () => import('./commands/modify.js'),
  },
  {
    name: 'list',
    summary: 'invitations and how each stands',
    section: 'Invitations',
    load: () => import('./commands/list.js'),
  },
  {
    name: 'show',
    summary: 'every message of one invitation, in order',
    section: 'Invitations',
    load: () => import('./commands/show.js'),
  },
  {
    name: 'watch',
    summary: 'everything that happens, as it happens',
    section: 'Invitations',
    load: () => import('./commands/watch.js'),
  },
  {
    name: 'user',
    summary: 'add, list and remove users; log them in and out',
    section: 'Users, groups and messages',
    load: () => import('./commands/user.js'),
  },
  {
    name: 'group',
    summary: 'make, list and delete groups; add and remove members',
    section: 'Users, groups and messages',
    load: () => import('./commands/group.js'),
  },
  {
    name: 'send',
    summary: 'send a text or a custom message',
    section: 'Users, groups and messages',
    load: () => import('./commands/send.js'),
  },
  {
    name: 'history',
    summary: 'the messages of two users or of a group',
    section: 'Users, groups and messages',
    load: () => import('./commands/history.js'),
  },
  {
    name: 'push',
    summary: 'offline pushes: what a phone would have shown',
    section: 'Users, groups and messages',
    load: () => import('./commands/push.js'),
  },
  {
    name: 'usersig',
    summary: 'sign a UserSig',
    section: 'Users, groups and messages',
    load: () => import('./commands/usersig.js'),
  },
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
    name: 'run',
    summary: 'run scenario files, on virtual time or against a live hub',
    section: 'Scenarios',
    load: () => import('./commands/run.js'),
  },
  {
    name: 'record',
    summary: 'make a scenario of a live session, or of a trace',
    section: 'Scenarios',
    load: () => import('./commands/record.js'),
  },
  {
    name: 'explore',
    summary: 'try every order in which things that cross can happen',
    section: 'Scenarios',
    load: () => import('./commands/explore.js'),
  },
  {
    name: 'init',
    summary: 'write a first scenario',
    section: 'Scenarios',
    load: () => import('./commands/init.js'),
  },
  {
    name: 'diagram',
    summary: 'draw a scenario or a trace as Mermaid, SVG or text',
    section: 'Scenarios',
    load: () => import('./commands/diagram.js'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of scenario files, for editors',
    section: 'Scenarios',
    load: () => import('./commands/schema.js'),
  },
  {
    name: 'hub',
    summary: 'start, stop, look at, reset, save and restore the hub',
    section: 'The hub',
    load: () => import('./commands/hub.js'),
  },
  {
    name: 'webhook',
    summary: "take the hub's callbacks as an app's backend would, and print them",
    section: 'The hub',
    load: () => import('./commands/webhook.js'),
  },
  {
    name: 'repl',
    summary: 'all of this at a prompt, with events as they come (or just sig)',
    section: 'Shell',
    load: () => import('./commands/repl.js'),
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell',
    section: 'Shell',
    load: () => import('./commands/completion.js'),
  },
];

/** Not for people: what the completion scripts call. */
const COMPLETE: CommandEntry = {
  name: '__complete',
  summary: 'what may follow on a command line',
  section: 'Shell',
  load: () => import('./commands/complete.js'),
};

export function findCommand(name: string | undefined): CommandEntry | undefined {
  if (name === COMPLETE.name) return COMPLETE;
  return COMMANDS.find((entry) => entry.name === name);
}

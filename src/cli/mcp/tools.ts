import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { LineResult } from './run-line.js';

/** Runs a command line of sig. @param input what it reads as its input */
export type RunLine = (argv: readonly string[], input?: string) => Promise<LineResult>;

/** A tool for a coding agent: some command line of sig. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  name: string;
  description: string;
  input: Input;
  /** Whether it changes nothing. */
  readOnly: boolean;
  run(run: RunLine, input: z.output<Input>): Promise<LineResult>;
}

function tool<Input extends z.ZodObject>(definition: Tool<Input>): Tool {
  return definition as unknown as Tool;
}

const inviteID = z.string().optional().describe('Beginning of its ID; left out, the only one it can be.');

/** An option with its value in one word, so that no value is taken for another option. */
function option(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}

const present = (value: string | undefined) => (value === undefined ? [] : [value]);

const EXAMPLE = `scenario: bob accepts
users: [alice, bob]
steps:
  - alice invites bob: { as: call }
  - bob accepts call
  - alice sees bob accept call`;

/** The tools of `sig mcp`: few, and each tells what a caller sees. */
export const TOOLS: readonly Tool[] = [
  tool({
    name: 'invite',
    description:
      'One virtual user invites another, or members of a group, as a call app does by V2TIMManager.invite. Users who do not exist are made and brought online. Answers with what each device called and heard, and the inviteID.',
    input: z.object({
      inviter: z.string(),
      invitees: z.array(z.string()).min(1).describe('One user; several with a group.'),
      group: z.string().optional().describe('ID of the group, for an invitation of its members.'),
      data: z.string().optional().describe('What the app sends along, by habit JSON.'),
      timeout: z.int().min(0).default(30).describe('Seconds to answer; 0 for no limit.'),
    }),
    readOnly: false,
    run: (run, { inviter, invitees, group, data, timeout }) =>
      run([
        ...[group === undefined ? 'invite' : 'invite-group', '--no-follow'],
        ...[...option('data', data), ...option('timeout', timeout)],
        ...['--', inviter, ...present(group), ...invitees],
      ]),
  }),
  tool({
    name: 'answer',
    description:
      'Acts on an invitation: an invitee accepts or rejects, the inviter cancels, either changes its data. Answers with what every device heard, or with the error code of the SDK.',
    input: z.object({
      action: z.enum(['accept', 'reject', 'cancel', 'modify']),
      user: z.string().describe('Who acts.'),
      inviteID,
      data: z.string().optional().describe('Sent along; the new data for modify.'),
    }),
    readOnly: false,
    run: (run, { action, user, inviteID, data }) =>
      run([action, ...option('data', data), '--', user, ...present(inviteID)]),
  }),
  tool({
    name: 'list_invitations',
    description: 'The newest invitations with the state of each invitee, their age, time left and data.',
    input: z.object({
      user: z.string().optional().describe('Only those that this user sent or got.'),
      state: z.enum(['pending', 'accepted', 'rejected', 'cancelled', 'timed-out']).optional(),
      limit: z.int().min(1).default(20),
    }),
    readOnly: true,
    run: (run, { user, state, limit }) =>
      run(['list', ...option('user', user), ...option('state', state), ...option('limit', limit)]),
  }),
  tool({
    name: 'show_invitation',
    description:
      'One invitation with every message of it, in order, and how long after the invite each came.',
    input: z.object({ inviteID }),
    readOnly: true,
    run: (run, { inviteID }) => run(['show', '--', ...present(inviteID)]),
  }),
  tool({
    name: 'history',
    description: 'The newest messages between two users, or of a group; signals are decoded.',
    input: z.object({
      users: z.tuple([z.string(), z.string()]).optional(),
      group: z.string().optional(),
      limit: z.int().min(1).default(20),
    }),
    readOnly: true,
    run: (run, { users = [], group, limit }) =>
      run(['history', ...option('group', group), ...option('limit', limit), '--', ...users]),
  }),
  tool({
    name: 'set_users',
    description: 'Lists all users with their devices, after logging some in (made if need be) and some out.',
    input: z.object({
      login: z.array(z.string()).default([]),
      logout: z.array(z.string()).default([]),
      device: z.string().optional().describe('Name of the device that logs in or out.'),
    }),
    readOnly: false,
    async run(run, { login, logout, device }) {
      for (const [command, users] of [
        ['login', login],
        ['logout', logout],
      ] as const) {
        if (users.length === 0) continue;
        const result = await run(['user', command, ...option('device', device), '--', ...users]);
        if (result.exitCode !== 0) return result;
      }
      return run(['user', 'list']);
    },
  }),
  tool({
    name: 'decode',
    description:
      'Reads a payload or a log in any form (JSON, escaped, base64, hex, REST request, webhook, log lines): which message it is, whether each SDK takes it for a signal, and what is wrong with it.',
    input: z.object({ text: z.string() }),
    readOnly: true,
    run: (run, { text }) => run(['decode', '-'], text),
  }),
  tool({
    name: 'explain',
    description:
      'Explains an error code of the vendor (number or name): when it comes, who is at fault, what to do; or the code of a finding of decode.',
    input: z.object({ code: z.string() }),
    readOnly: true,
    run: (run, { code }) => run(['explain', ...(code.startsWith('-') ? ['--'] : []), code]),
  }),
  tool({
    name: 'run_scenario',
    description: `Plays a scenario (the text of a *.sig.yaml file) on virtual time, in milliseconds: users invite, answer and lose their network, and steps say what is expected. A step that is not known is answered with those that are near. Example:
${EXAMPLE}`,
    input: z.object({ yaml: z.string() }),
    readOnly: true,
    async run(run, { yaml }) {
      const folder = mkdtempSync(join(tmpdir(), 'sig-mcp-'));
      try {
        const file = join(folder, 'agent.sig.yaml');
        writeFileSync(file, yaml);
        const result = await run(['run', file]);
        return { ...result, text: result.text.replaceAll(file, 'agent.sig.yaml') };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  }),
];

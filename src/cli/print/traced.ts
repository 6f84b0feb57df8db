import type { ChalkInstance } from 'chalk';
import type { Told } from '../../decode/fold/report.js';
import { WORDS } from '../../decode/fold/words.js';
import type { Level } from '../../decode/line.js';
import { clockTime, dateTime } from '../../runtime/local-time.js';
import type { InviteeState } from '../../signaling/invitation.js';
import { fitText, padText } from '../../trace/text-width.js';
import type { Cli } from '../cli.js';
import { actionPaint } from './decoded.js';

const STATE_COLOUR: Readonly<Record<InviteeState, 'cyan' | 'green' | 'red' | 'yellow' | 'magenta'>> = {
  pending: 'cyan',
  accepted: 'green',
  rejected: 'red',
  cancelled: 'yellow',
  timedOut: 'magenta',
};

const LEVEL_COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const;
const LEVEL_MARK: Readonly<Record<Level, string>> = { error: '✗', warning: '!', info: 'i' };

/** The colour of a step's tone, for diagrams in a terminal. */
export function tonePaint(paint: ChalkInstance): (line: string, tone: string) => string {
  const types: Readonly<Record<string, number>> = { invite: 1, cancel: 2, accept: 3, reject: 4, timeout: 5 };
  return (line, tone) => {
    if (tone === 'bad') return paint.red(line);
    return tone in types ? actionPaint(paint, types[tone]!)(line) : line;
  };
}

/** A table of invitations: one line each, what went wrong under it. */
export function printTraced(cli: Cli, told: readonly Told[], all: number): void {
  const { paint } = cli;
  const width = Math.max(60, cli.columns);
  const room = width - 8 - 2 - 12 - 2 - 12 - 2 - 9;
  const head = `${padText('ID', 10)}${padText('TIME', 14)}${padText('WHO', room)}  ${padText('END', 12)}${'ANSWERED'}`;
  cli.out(paint.dim(head));
  for (const { traced, anomalies } of told) {
    const time = traced.sentAt === null ? '' : clockTime(traced.sentAt);
    const group = traced.groupID === '' ? '' : ` in ${traced.groupID}`;
    const who = `${traced.inviter} → ${traced.invitees.map(({ user }) => user).join(', ')}${group}`;
    const [only] = traced.invitees;
    const end =
      traced.invitees.length === 1 ? WORDS[only!.state] : traced.state.replace('timedOut', 'timed out');
    const state = (traced.state.replace('partly ', '') || 'pending') as InviteeState;
    const answered = traced.invitees.flatMap(({ after }) => after ?? []);
    const after = answered.length === 0 ? '' : seconds(Math.min(...answered));
    cli.out(
      `${padText(traced.inviteID.slice(0, 8), 10)}${padText(time, 14)}${padText(fitText(who, room), room)}  ` +
        `${(paint[STATE_COLOUR[state]] ?? paint.white)(padText(fitText(end, 16), 12))}${after}`,
    );
    if (traced.invitees.length > 1) {
      for (const invitee of traced.invitees) {
        const took = invitee.after === null ? '' : ` after ${seconds(invitee.after)}`;
        cli.out(
          `${' '.repeat(24)}${fitText(invitee.user, 30)}: ${paint[STATE_COLOUR[invitee.state]](WORDS[invitee.state])}${took}`,
        );
      }
    }
    printAnomalies(cli, anomalies);
  }
  const wrong = told.filter(({ anomalies }) => anomalies.length > 0).length;
  const summed = `${all} invitation${all === 1 ? '' : 's'}`;
  cli.note(wrong > 0 ? `${summed}, something wrong in ${wrong}` : `${summed}, nothing wrong found`);
}

/** One invitation: its messages one by one. */
export function printTold(cli: Cli, { story, traced, anomalies }: Told): void {
  const { paint } = cli;
  cli.out(`${paint.bold(traced.inviteID)}${traced.groupID ? paint.dim(` in ${traced.groupID}`) : ''}`);
  if (traced.sentAt !== null) cli.out(`${dateTime(traced.sentAt)}, ${traced.timeout ?? '?'} s to answer`);
  for (const { user, state, after } of traced.invitees) {
    cli.out(
      `  ${user}: ${paint[STATE_COLOUR[state]](WORDS[state])}${after === null ? '' : ` after ${seconds(after)}`}`,
    );
  }
  for (const message of story.messages) {
    const files = [...new Set(message.sightings.map(({ file, line }) => `${file}:${line}`))];
    const shown =
      files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : files.join(', ');
    cli.out(
      paint.dim(
        fitText(
          `  ${message.at === null ? '' : `${clockTime(message.at)} `}${message.from || '?'}: ${shown}`,
          cli.columns,
        ),
      ),
    );
  }
  printAnomalies(cli, anomalies);
}

function printAnomalies({ out, paint, columns }: Cli, anomalies: Told['anomalies']): void {
  for (const { code, level, message } of anomalies) {
    const text = fitText(message, Math.max(20, columns - code.length - 6));
    out(`  ${paint[LEVEL_COLOUR[level]](`${LEVEL_MARK[level]} ${code}`)}  ${text}`);
  }
}

function seconds(ms: number): string {
  return ms < 60_000
    ? `${Math.round(ms / 100) / 10} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

import type { ChalkInstance } from 'chalk';
import type { Level } from '../../decode/line.js';
import type { InvitationReport } from '../../decode/timeline/report.js';
import { clockTime, dateTime } from '../../runtime/local-time.js';
import type { Action } from '../../signaling/action.js';
import type { InvitationState } from '../../signaling/invitation.js';
import { blankControls } from '../../text/printable.js';
import { fitText, padText, textWidth } from '../../text/width.js';
import type { Cli } from '../cli.js';
import { actionPaint, shortID, stateText } from './action-style.js';

const LEVEL_COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const;
const LEVEL_MARK: Readonly<Record<Level, string>> = { error: '✗', warning: '!', info: 'i' };

/** The colour of a step's tone, for diagrams in a terminal. */
export function tonePaint(paint: ChalkInstance): (line: string, tone: string) => string {
  return (line, tone) => {
    if (tone === 'bad') return paint.red(line);
    return tone === 'plain' ? line : actionPaint(paint, tone as Action | 'modify')(line);
  };
}

const ID = 10;
const TIME = 14;
const END = 18;
const ANSWERED = 10;

/** A table of invitations: one line each, what went wrong under it. */
export function printTraced(cli: Cli, reports: readonly InvitationReport[], all: number): void {
  const { paint } = cli;
  const who = Math.max(20, Math.min(cli.columns, 120) - ID - TIME - END - ANSWERED);
  const head = padText('ID', ID) + padText('TIME', TIME) + padText('WHO', who) + padText('END', END);
  cli.out(paint.dim(`${head}ANSWERED`));
  for (const each of reports) {
    for (const line of rows(cli, each, who)) cli.out(line);
    printAnomalies(cli, each.anomalies);
  }
  const wrong = reports.filter(({ anomalies }) => anomalies.length > 0).length;
  const summed = `${all} invitation${all === 1 ? '' : 's'}`;
  cli.note(wrong > 0 ? `${summed}, something wrong in ${wrong}` : `${summed}, nothing wrong found`);
}

function rows({ paint }: Cli, { traced }: InvitationReport, width: number): string[] {
  const { inviteID, sentAt, inviter, invitees, groupID, state } = traced;
  const group = groupID === '' ? '' : ` in ${groupID}`;
  const who = `${inviter} → ${invitees.map(({ user }) => user).join(', ')}${group}`;
  const end = state === 'hang-up' ? 'hang-up' : stateText(paint, state as InvitationState);
  const answered = invitees.flatMap(({ after }) => after ?? []);
  const line =
    padText(shortID(blankControls(inviteID)), ID) +
    padText(sentAt === null ? '' : clockTime(sentAt), TIME) +
    padText(fitText(who, width - 2), width) +
    end +
    ' '.repeat(Math.max(1, END - textWidth(end)));
  const first = `${line}${answered.length === 0 ? '' : seconds(Math.min(...answered))}`.trimEnd();
  if (invitees.length < 2) return [first];
  const indent = ' '.repeat(ID + TIME);
  return [first, ...invitees.map((invitee) => indent + inviteeText(paint, invitee))];
}

function inviteeText(
  paint: ChalkInstance,
  { user, state, after }: InvitationReport['traced']['invitees'][number],
): string {
  return `${fitText(user, 40)}: ${stateText(paint, state)}${after === null ? '' : ` after ${seconds(after)}`}`;
}

/** One invitation: its messages one by one. */
export function printInvitationReport(cli: Cli, { history, traced, anomalies }: InvitationReport): void {
  const { paint } = cli;
  const group = traced.groupID ? paint.dim(` in ${blankControls(traced.groupID)}`) : '';
  cli.out(`${paint.bold(blankControls(traced.inviteID))}${group}`);
  if (traced.sentAt !== null) cli.out(`${dateTime(traced.sentAt)}, ${traced.timeout ?? '?'} s to answer`);
  for (const invitee of traced.invitees) cli.out(`  ${inviteeText(paint, invitee)}`);
  for (const { at, from, observations } of history.messages) {
    const places = [...new Set(observations.map(({ file, line }) => `${file}:${line}`))];
    const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
    const time = at === null ? '' : `${clockTime(at)} `;
    cli.out(
      paint.dim(fitText(`  ${time}${from || '?'}: ${places.slice(0, 3).join(', ')}${more}`, cli.columns)),
    );
  }
  printAnomalies(cli, anomalies);
}

function printAnomalies({ out, paint, columns }: Cli, anomalies: InvitationReport['anomalies']): void {
  for (const { code, level, message } of anomalies) {
    const text = fitText(message, Math.max(20, columns - code.length - 6));
    out(`  ${paint[LEVEL_COLOUR[level]](`${LEVEL_MARK[level]} ${code}`)}  ${text}`);
  }
}

function seconds(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

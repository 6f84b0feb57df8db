import { printable } from '../../../text/printable.js';
import { fitText, textWidth } from '../../../text/width.js';
import { actionOf, actionPaint, shortID } from '../action-style.js';
import { payloadStart } from '../json.js';
import { detail, detailWidth, headline, type Page } from '../page.js';
import { type Of, whoOf } from './shared.js';

/** A listener of the app is called. */
export function listenerLines(page: Page, event: Of<'event'>): string[] {
  const { paint } = page;
  const { args } = event;
  const name = printable(event.name);
  const text = paint.bold(actionPaint(paint, actionOf(name))(name));
  const right = event.inviteID ? paint.dim(shortID(event.inviteID)) : '';
  const about = fitText(aboutOf(args), detailWidth(page));
  const lines = [headline(page, event.at, whoOf(event), text, right)];
  const data = typeof args.data === 'string' ? args.data : '';
  const start = data === '' ? '' : payloadStart(data, detailWidth(page) - textWidth(about) - 2);
  if (about !== '' || start !== '') lines.push(detail(paint.dim([about, start].filter(Boolean).join('  '))));
  return lines;
}

/** Why a call app says that a call was not connected. */
const REASONS: Readonly<Record<string, string>> = {
  noResponse: 'no answer',
  answeredElsewhere: 'answered on another device',
};

function aboutOf(args: Record<string, unknown>): string {
  const { inviter, invitee, groupID, inviteeList, code, desc, media, reason, seconds } = args;
  const words: string[] = [];
  if (typeof inviter === 'string') words.push(`from ${inviter}`);
  if (typeof invitee === 'string') words.push(`by ${invitee}`);
  if (Array.isArray(inviteeList)) words.push(`to ${inviteeList.join(', ')}`);
  if (typeof groupID === 'string' && groupID !== '') words.push(`in ${groupID}`);
  if (typeof code === 'number') words.push(`${code} ${String(desc ?? '')}`);
  if (typeof media === 'string') words.push(`${media} call`);
  if (typeof reason === 'string') words.push(REASONS[reason] ?? reason);
  if (typeof seconds === 'number') words.push(`after ${seconds} s of talk`);
  return printable(words.join(' '));
}

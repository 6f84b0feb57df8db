import { printable } from '../../../text/printable.js';
import { shortID } from '../action-style.js';
import { payloadStart } from '../json.js';
import { detail, detailWidth, headline, type Page } from '../page.js';
import { type Of, whoOf } from './shared.js';

/** What an offline user's phone shows. */
export function pushLines(page: Page, event: Of<'push'>): string[] {
  const { paint } = page;
  const { title, desc, ext, from, inviteID } = event;
  const shown = printable([title, desc].filter(Boolean).join(': ')) || '(no text)';
  const right = inviteID ? paint.dim(shortID(inviteID)) : '';
  const lines = [headline(page, event.at, whoOf(event), `${paint.cyan('PUSH')}  ${shown}`, right)];
  lines.push(detail(paint.dim(`from ${printable(from)}, while offline`)));
  if (ext !== '') lines.push(detail(paint.dim(`ext ${payloadStart(ext, detailWidth(page) - 4)}`)));
  return lines;
}

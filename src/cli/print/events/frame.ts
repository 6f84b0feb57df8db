import { payloadStart } from '../json.js';
import { detail, detailWidth, headline, type Page, printable } from '../page.js';
import { type Of, whoOf } from './shared.js';

/** A frame between a device and the hub. */
export function frameLines(page: Page, event: Of<'frame'>): string[] {
  const { paint } = page;
  const arrow = event.direction === 'up' ? '↑' : '↓';
  const fate = event.fate === 'delivered' ? '' : `  ${paint.yellow(event.fate)}`;
  const head = headline(page, event.at, whoOf(event), `${arrow} ${printable(event.command)}${fate}`);
  return [head, detail(paint.dim(payloadStart(JSON.stringify(event.body) ?? '', detailWidth(page))))];
}

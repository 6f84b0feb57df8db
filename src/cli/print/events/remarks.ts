import { printable } from '../../../text/printable.js';
import { payloadStart } from '../json.js';
import { detail, detailWidth, headline, type Page } from '../page.js';
import { type Of, whoOf } from './shared.js';

export function noteLines(page: Page, event: Of<'note'>): string[] {
  return [headline(page, event.at, whoOf(event), page.paint.dim(printable(event.text)))];
}

export function webhookLines(page: Page, event: Of<'webhook'>): string[] {
  const { paint } = page;
  const good = event.status >= 200 && event.status < 300;
  const status = good ? paint.green(`HTTP ${event.status}`) : paint.red(`HTTP ${event.status || 'none'}`);
  const head = headline(page, event.at, whoOf(event), `webhook ${printable(event.command)}  ${status}`);
  const answer = JSON.stringify(event.answer ?? null);
  return [head, detail(paint.dim(payloadStart(`answer ${answer}`, detailWidth(page))))];
}

export function faultLines(page: Page, event: Of<'fault'>): string[] {
  const args = payloadStart(JSON.stringify(event.args), detailWidth(page) - event.name.length - 8);
  return [
    headline(page, event.at, whoOf(event), `${page.paint.yellow(`FAULT  ${printable(event.name)}`)} ${args}`),
  ];
}

export function assertionLines(page: Page, event: Of<'assertion'>): string[] {
  const mark = event.ok ? page.paint.green('✓') : page.paint.red('✗');
  return [headline(page, event.at, whoOf(event), `${mark} ${printable(event.text)}`)];
}

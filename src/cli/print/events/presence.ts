import { printable } from '../../../text/printable.js';
import { headline, type Page } from '../page.js';
import { type Of, whoOf } from './shared.js';

export function loginLines(page: Page, event: Of<'login'>): string[] {
  const { platform, dialect, device } = event;
  const as = [device, platform, dialect].filter((word) => word !== undefined && word !== '').join(', ');
  return [headline(page, event.at, whoOf(event), page.paint.dim(`logs in (${printable(as)})`))];
}

export function logoutLines(page: Page, event: Of<'logout'>): string[] {
  return [headline(page, event.at, whoOf(event), page.paint.dim(`is gone: ${printable(event.reason)}`))];
}

import type { ChalkInstance } from 'chalk';
import { clockTime } from '../../runtime/local-time.js';
import { fitColored, fitText, padText, textWidth } from '../../text/width.js';

/** What lines are laid out for. */
export interface Page {
  readonly paint: ChalkInstance;
  readonly columns: number;
}

/** Lines wider than this are harder to read, not easier. */
const WIDEST = 100;
const GAP = 2;
const WHO = 12;
/** Of longer user IDs only the beginning shows. */
export const WIDEST_WHO = 24;
const TEXT = 'HH:MM:SS.mmm'.length + 2 + WHO + 2;

/** The columns a line may have. */
export function width(page: Page): number {
  return Math.min(page.columns, WIDEST);
}

/** One line of an event: when, who, what, and at the right edge which invitation. `text` and `right` may have colours. */
export function headline(page: Page, at: number, who: string, text: string, right = ''): string {
  const { paint } = page;
  const name = padText(fitText(who, WIDEST_WHO), WHO);
  const line = `${paint.dim(clockTime(at))}  ${paint.bold(name)}  ${text}`;
  if (right === '') return fitColored(line, width(page));
  const left = fitColored(line, width(page) - textWidth(right) - GAP);
  return `${left}${' '.repeat(width(page) - textWidth(left) - textWidth(right))}${right}`;
}

/** A line below a headline, under its text. */
export function detail(text: string): string {
  return ' '.repeat(TEXT) + text;
}

/** Columns that a detail may have. */
export function detailWidth(page: Page): number {
  return Math.max(20, width(page) - TEXT);
}

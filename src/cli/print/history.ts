import type { HistoryRow } from '../../gateway/control/protocol.js';
import { dateTime } from '../../runtime/local-time.js';
import { actionName } from '../../signaling/action.js';
import { fitText, padText, textWidth } from '../../text/width.js';
import { actionPaint, actionWord, shortID } from './action-style.js';
import { payloadLines, payloadStart } from './json.js';
import { type Page, WIDEST_WHO, width } from './page.js';

/** Messages, old to new, a line each; a payload's beginning where it is long. */
export function historyLines(page: Page, rows: readonly HistoryRow[]): string[] {
  const { paint } = page;
  const widest = Math.min(WIDEST_WHO, Math.max(...rows.map((row) => textWidth(row.from))));
  return rows.map((row) => {
    const time = dateTime(row.time * 1000).slice(0, 'YYYY-MM-DD HH:MM:SS'.length);
    const head = `${paint.dim(time)}  ${paint.bold(padText(fitText(row.from, widest), widest))}  `;
    return (head + content(page, row, width(page) - textWidth(head))).trimEnd();
  });
}

function content({ paint }: Page, row: HistoryRow, columns: number): string {
  if (row.recalled) return paint.dim('(recalled)');
  const { signal } = row;
  if (signal) {
    const word = actionWord(signal.actionType);
    const version = row.version > 0 ? ` modified ${row.version}×` : '';
    const start = payloadStart(signal.data, columns - word.length - version.length - 12);
    const colored = actionPaint(paint, actionName(signal.actionType))(word);
    return `${colored} ${paint.dim(`${shortID(signal.inviteID)}${version}`)}  ${start}`;
  }
  if (row.text !== null) return payloadStart(row.text, columns);
  return row.custom === null
    ? paint.dim('(another kind of message)')
    : payloadLines(paint, row.custom, columns, 1)[0]!;
}

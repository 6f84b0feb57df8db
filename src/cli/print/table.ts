import { fitText, padText, textWidth } from '../../trace/text-width.js';
import { type Page, visible, width } from './page.js';

/** A column of a table; a cell may have several lines, with colours. */
export interface Column<Row> {
  title: string;
  cell(row: Row): string | string[];
  /** Takes what the others leave, cut to fit. Its cells have no colours. */
  rest?: boolean;
}

const GAP = 2;
/** What is left for the last column must have this many columns at least, or it goes to a line of its own width. */
const LEAST_REST = 8;

/** Rows under their titles, as wide as the page. Columns in which every cell is empty are left out. */
export function table<Row>(page: Page, rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  const cells = columns.map((column) => rows.map((row) => [column.cell(row)].flat()));
  const shown = columns
    .map((_, index) => index)
    .filter((index) => cells[index]!.some((cell) => cell.join('') !== ''));
  const widths = new Map<number, number>();
  let used = 0;
  for (const index of shown) {
    if (columns[index]!.rest) continue;
    const widest = Math.max(textWidth(columns[index]!.title), ...cells[index]!.flat().map(visible));
    widths.set(index, widest);
    used += widest + GAP;
  }
  for (const index of shown) {
    if (columns[index]!.rest) widths.set(index, Math.max(LEAST_REST, width(page) - used));
  }
  const line = (texts: string[]) =>
    shown
      .map((index, position) => {
        const text = columns[index]!.rest ? fitText(texts[position]!, widths.get(index)!) : texts[position]!;
        return text + ' '.repeat(Math.max(0, widths.get(index)! - visible(text)));
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const lines = [page.paint.dim(line(shown.map((index) => padText(columns[index]!.title, 0))))];
  for (let row = 0; row < rows.length; row++) {
    const height = Math.max(...shown.map((index) => cells[index]![row]!.length));
    for (let at = 0; at < height; at++) lines.push(line(shown.map((index) => cells[index]![row]![at] ?? '')));
  }
  return lines;
}

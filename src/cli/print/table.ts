import { fitColored, padText, textWidth } from '../../text/width.js';
import { type Page, width } from './page.js';

/** A column of a table; a cell may have several lines, with colours. */
export interface Column<Row> {
  title: string;
  cell(row: Row): string | string[];
  /** Takes what the others leave. */
  rest?: boolean;
}

const GAP = 2;
/** However narrow the page, a column keeps as much. */
const LEAST = 8;

/** Rows under their titles, as wide as the page. Columns in which every cell is empty are left out. */
export function table<Row>(page: Page, rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  const cells = columns.map((column) => rows.map((row) => [column.cell(row)].flat()));
  const shown = columns
    .map((_, index) => index)
    .filter((index) => cells[index]!.some((cell) => cell.join('') !== ''));
  const widths = new Map(
    shown.map((index) => {
      const { title, rest } = columns[index]!;
      const widest = Math.max(textWidth(title), ...cells[index]!.flat().map(textWidth));
      return [index, rest ? Math.min(widest, LEAST) : widest];
    }),
  );
  const room = width(page) - GAP * (shown.length - 1);
  shrink(widths, room);
  for (const index of shown)
    if (columns[index]!.rest) widths.set(index, widths.get(index)! + left(widths, room));
  const line = (texts: string[]) =>
    shown
      .map((index, position) => {
        const text = fitColored(texts[position]!, widths.get(index)!);
        return text + ' '.repeat(widths.get(index)! - textWidth(text));
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

/** Takes from the widest columns what does not fit into so much room. */
function shrink(widths: Map<number, number>, room: number): void {
  while (left(widths, room) < 0) {
    const [widest, most] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a));
    if (most <= LEAST) return;
    widths.set(widest, most - 1);
  }
}

function left(widths: ReadonlyMap<number, number>, room: number): number {
  return room - [...widths.values()].reduce((sum, each) => sum + each, 0);
}

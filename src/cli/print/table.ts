import { fitColored, padText, textWidth } from '../../text/width.js';
import { type Page, width } from './page.js';

/** A column of a table; a cell may have several lines, with colours. */
export interface Column<Row> {
  title: string;
  cell(row: Row): string | string[];
  /** Takes what the others leave. */
  rest?: boolean;
  /** Never cut. */
  whole?: boolean;
  /** Left out where the page is too narrow for all; the highest number first. */
  spare?: number;
}

const GAP = 2;
/** However narrow the page, a column keeps as much. */
const LEAST = 8;

/** Rows under their titles, as wide as the page. Columns in which every cell is empty are left out. */
export function table<Row>(page: Page, rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  const filled = columns
    .map((column) => ({ column, cells: rows.map((row) => [column.cell(row)].flat()) }))
    .filter(({ cells }) => cells.some((cell) => cell.join('') !== ''))
    .map((each) => ({ ...each, widest: widestOf(each) }));
  const shown = withoutSpare(filled, width(page));
  const room = width(page) - GAP * (shown.length - 1);
  const widths = shown.map(({ column, widest }) => (column.rest ? Math.min(widest, LEAST) : widest));
  shrink(
    widths,
    room,
    shown.map(({ column }) => column.whole === true),
  );
  shown.forEach(({ column }, index) => {
    if (column.rest) widths[index]! += left(widths, room);
  });
  const line = (texts: string[]) =>
    texts
      .map((text, index) => padText(fitColored(text, widths[index]!), widths[index]!))
      .join(' '.repeat(GAP))
      .trimEnd();
  const lines = [page.paint.dim(line(shown.map(({ column }) => column.title)))];
  for (let row = 0; row < rows.length; row++) {
    const height = Math.max(...shown.map(({ cells }) => cells[row]!.length));
    for (let at = 0; at < height; at++) lines.push(line(shown.map(({ cells }) => cells[row]![at] ?? '')));
  }
  return lines;
}

interface FilledColumn<Row> {
  column: Column<Row>;
  /** For each row its lines. */
  cells: string[][];
  widest: number;
}

function widestOf<Row>({ column, cells }: Omit<FilledColumn<Row>, 'widest'>): number {
  return Math.max(textWidth(column.title), ...cells.flat().map(textWidth));
}

/** The columns without those that can be spared, where all of them do not fit at their narrowest. */
function withoutSpare<Row>(columns: FilledColumn<Row>[], room: number): FilledColumn<Row>[] {
  const least = columns.map(({ column, widest }) => (column.whole ? widest : Math.min(widest, LEAST)));
  if (left(least, room - GAP * (columns.length - 1)) >= 0) return columns;
  const spare = Math.max(...columns.map(({ column }) => column.spare ?? 0));
  if (spare === 0) return columns;
  return withoutSpare(
    columns.filter(({ column }) => column.spare !== spare),
    room,
  );
}

/** Takes from the widest columns, except those that stay whole, what does not fit into so much room. */
function shrink(widths: number[], room: number, whole: readonly boolean[]): void {
  while (left(widths, room) < 0) {
    let widest = -1;
    widths.forEach((columns, index) => {
      if (!whole[index] && columns > (widths[widest] ?? LEAST)) widest = index;
    });
    if (widest === -1) return;
    widths[widest]!--;
  }
}

function left(widths: readonly number[], room: number): number {
  return room - widths.reduce((sum, each) => sum + each, 0);
}

import { Balance } from './balance.js';

/** A message is not split over more lines. */
const MAX_LINES = 50;

/**
 * Puts a text together again that a log has cut and gone on with in its next lines, behind the same prefix as in the first.
 *
 * @param held what was read of it, up to its first line's end
 * @param prefix what stands before it in its line
 * @param text where the next lines stand, from `at` on
 * @returns the whole text, and where its last line ends; undefined where the next lines do not go on with it
 */
export function joinLines(
  held: string,
  prefix: string,
  text: string,
  at: number,
): { text: string; end: number } | undefined {
  if (prefix.trim() === '' || !held.endsWith('\n')) return undefined;
  const shape = shapeOf(prefix);
  let whole = held.trimEnd();
  if (whole.includes('\n')) return undefined;
  for (let lines = 0, from = at; lines < MAX_LINES && from < text.length; lines++) {
    const stop = text.indexOf('\n', from);
    const end = stop < 0 ? text.length : stop;
    if (!shape.test(text.slice(from, from + prefix.length + 40))) return undefined;
    const own = shape.exec(text.slice(from, end))![0].length;
    whole += text.slice(from + own, end).replace(/\r$/, '');
    const close = new Balance().feed(whole, 0);
    from = Math.min(end + 1, text.length);
    if (close > 0) return { text: whole.slice(0, close), end: from };
  }
  return undefined;
}

/** The same prefix at another time, by another thread. */
function shapeOf(prefix: string): RegExp {
  const pattern = prefix
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\d+/g, '\\d+')
    .replace(/ +/g, ' +');
  return new RegExp(`^${pattern}`);
}

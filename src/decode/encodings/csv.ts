import { type Encoding, MAX_INNER } from './encoding.js';

/** JSON in a cell of CSV, where every quote is doubled: `"{""inviteID"":...}"`. */
export const csv: Encoding = {
  name: 'csv',
  unwrap(text) {
    const found: string[] = [];
    if (!text.includes('""')) return found;
    const start = /(?<=^|[,;\t"])[{[]\s*(?:[{[]\s*)?""/g;
    for (let match = start.exec(text); match && found.length < MAX_INNER; match = start.exec(text)) {
      const end = cellEnd(text, match.index);
      found.push(text.slice(match.index, end).replaceAll('""', '"'));
      start.lastIndex = end;
    }
    return found;
  },
};

/** Index of the quote that ends a cell: one that is not doubled. */
function cellEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return text.length;
}

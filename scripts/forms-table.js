// Writes the table of forms and prints in docs/decode.md anew from the code: node scripts/forms-table.js (after a build).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BEGIN = '<!-- made by scripts/forms-table.js -->\n\n';
const END = '\n<!-- end -->';

/** The page with its tables as the code has them. */
export function withTables(page, forms, prints) {
  const begin = page.indexOf(BEGIN) + BEGIN.length;
  const end = page.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new Error('the page has no place for the tables');
  const encodable = ({ write }) => (write ? 'yes' : '');
  const tables = [
    table(
      ['form', 'what it is', 'sig encode'],
      forms.map((form) => [`\`${form.name}\``, form.title, encodable(form)]),
    ),
    table(
      ['print', 'what it is'],
      prints.map(({ name, title }) => [`\`${name}\``, title]),
    ),
  ];
  return page.slice(0, begin) + tables.join('\n') + page.slice(end);
}

function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, at) => Math.max(...cells.map((row) => row[at].length)));
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |\n`;
  const [first, ...rest] = cells;
  return line(first) + line(widths.map((width) => '-'.repeat(width))) + rest.map(line).join('');
}

const SELF = fileURLToPath(import.meta.url);
if (process.argv[1] === SELF) {
  const { FORMS } = await import('../dist/decode/forms/index.js');
  const { PRINT_KINDS } = await import('../dist/decode/prints/print.js');
  const file = fileURLToPath(new URL('../docs/decode.md', import.meta.url));
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), FORMS, Object.values(PRINT_KINDS)));
}

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {number} value
 * @property {string} unit
 * @property {number} [ratio] to the row it is compared with
 * @property {string} [aim] what the ratio should be: '>= 0.6', '<= 2.5'
 * @property {string} [note]
 */

/** @param {Row[]} rows */
export function printTable(rows) {
  const cells = rows.map(({ what, value, unit, ratio, aim = '', note = '' }) => [
    what,
    `${formatNumber(value)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    aim === '' ? '' : `${aim} ${meets(ratio, aim) ? 'met' : 'NOT MET'}`,
    note,
  ]);
  const table = [['', '', 'ratio', 'aim', ''], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) {
    const line = row.map((cell, column) =>
      column === 0 || column > 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    console.log(`  ${line.join('  ').trimEnd()}`);
  }
}

function formatNumber(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function meets(ratio, aim) {
  const [, sign, bound] = /^([<>]=) ([\d.]+)$/.exec(aim);
  return sign === '>=' ? ratio >= Number(bound) : ratio <= Number(bound);
}

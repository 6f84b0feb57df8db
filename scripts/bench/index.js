// npm run bench [-- NAME...]: runs the named benches, or all, on dist/. Each compares things within one run, because
// figures of two runs, let alone two machines, say little about each other.
import { printTable } from './table.js';

/** A file per bench. It exports `about`, and `run()`, which gives rows for the table (see table.js). */
const BENCHES = ['hub', 'native', 'store', 'startup', 'scenario', 'decode'];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(', ')}; there are ${BENCHES.join(', ')}`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : BENCHES) {
  const { about, run } = await import(`./${name}.js`);
  console.log(`\n${name}: ${about}`);
  printTable(await run());
}

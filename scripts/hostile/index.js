// node scripts/hostile/index.js [NAME...]: attacks a hub of its own, on dist/, and tells how it bore it. Memory in MB, times in
// ms; the good user sends by REST what comes in on a WebSocket, twenty times a second while the attack lasts.

import { median } from '../bench/median.js';
import { printTable } from '../bench/table.js';
import { pause, Target } from './target.js';

/** A file per attack. It exports `about`, and `attack(target)`, which gives a line of what came of it. */
const ATTACKS = [
  'sockets',
  'half-open',
  'broken-frames',
  'huge-bodies',
  'deep-nesting',
  'slow-reader',
  'pipelines',
  'strangers',
];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !ATTACKS.includes(name));
if (unknown.length > 0) {
  console.error(`no such attack: ${unknown.join(', ')}; there are ${ATTACKS.join(', ')}`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : ATTACKS) {
  const { about, attack } = await import(`./attacks/${name}.js`);
  console.log(`\n${name}: ${about}`);
  const target = await Target.start();
  try {
    printTable(await run(attack, target));
  } finally {
    await target.stop();
  }
}

async function run(attack, target) {
  while (target.latencies.length < 10) await pause(50);
  const before = target.rss();
  const calm = median(target.latencies);
  target.latencies = [];
  const start = performance.now();
  const outcome = await attack(target);
  const seconds = (performance.now() - start) / 1000;
  const { latencies, peak } = target;
  await pause(2000);
  return [
    { what: 'memory before', value: before, unit: 'MB' },
    { what: 'memory at its peak', value: peak, unit: 'MB' },
    { what: 'memory two seconds after', value: target.rss(), unit: 'MB' },
    { what: 'a good message before', value: calm, unit: 'ms', note: 'median' },
    {
      what: 'a good message meanwhile',
      value: median(latencies),
      unit: 'ms',
      note: `median of ${latencies.length}`,
    },
    { what: '', value: Math.max(...latencies), unit: 'ms', note: 'the longest' },
    { what: 'time', value: seconds, unit: 's', note: outcome },
  ];
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

export const about =
  'log-ins and signals per second through the native endpoint beside the WebSocket endpoint of the same hub, pushes acknowledged';

// Fair: one hub, one load process at a time, the endpoints take turns, and the median of several rounds counts. The load
// plays whole SDKs, encryption included, and may be what limits: `CPU` is what the hub's process used.

const ROUNDS = 7;
const UNCOUNTED = 1;

const KINDS = ['websocket', 'native'];
const THINGS = ['log-ins', 'signals'];

export async function run() {
  const server = fork(path('./hub/hub-server.js'), ['memory', '']);
  const results = Object.fromEntries(
    THINGS.flatMap((thing) => KINDS.map((kind) => [`${kind} ${thing}`, { rates: [], cpus: [] }])),
  );
  try {
    const port = await ask(server, 'listen');
    const native = await ask(server, 'native');
    for (let round = 0; round < ROUNDS; round++) {
      for (const thing of THINGS) {
        for (const kind of KINDS) {
          const { rate, cpu } = await measure(server, kind, thing, JSON.stringify({ port, native }));
          if (round < UNCOUNTED) continue;
          results[`${kind} ${thing}`].rates.push(rate);
          results[`${kind} ${thing}`].cpus.push(cpu);
        }
      }
    }
  } finally {
    await end(server);
  }
  return THINGS.flatMap((thing) =>
    KINDS.map((kind) => {
      const { rates, cpus } = results[`${kind} ${thing}`];
      const rate = median(rates);
      const ratio = rate / median(results[`websocket ${thing}`].rates);
      return {
        what: `${thing}, ${kind}`,
        value: rate,
        unit: `${thing}/s`,
        ratio,
        note: `${median(cpus).toFixed(1)} µs CPU each`,
      };
    }),
  );
}

async function measure(server, kind, thing, address) {
  const load = fork(path('./native/load.js'), [kind, address]);
  await ask(load, `warm up ${thing}`);
  const before = await ask(server, 'cpu');
  const { count, ms } = await ask(load, thing);
  const cpu = (await ask(server, 'cpu')) - before;
  await end(load);
  return { rate: (count / ms) * 1000, cpu: cpu / count };
}

async function end(child) {
  if (child.exitCode !== null) return;
  child.disconnect();
  await once(child, 'exit');
}

function path(file) {
  return fileURLToPath(new URL(file, import.meta.url));
}

function ask(child, question) {
  return new Promise((resolve, reject) => {
    const gone = (code) => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (answer) => {
      child.off('exit', gone);
      resolve(answer);
    });
    child.send(question);
  });
}

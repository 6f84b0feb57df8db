import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

export const about =
  'signals per second from sender to receiver over WebSocket, each answered; beside a bare ws relay of the same frames';

// Fair: each server runs alone in a process of its own; one and the same load process plays all the users with the same
// bytes, and is cheap enough (raw sockets, no JSON) that the server is what limits. The servers take turns, several
// rounds, and the median of a server's rounds counts. `CPU` is what a server's process used, whatever else the machine did.

/** Short and many: whatever else the machine does meets all servers alike. The first two are for the servers' warming up. */
const ROUNDS = 12;
const UNCOUNTED = 2;

const SERVERS = [
  { what: 'bare relay (parse, answer, forward)', file: 'relay.js', args: [] },
  { what: 'hub, memory', file: 'hub-server.js', args: ['memory'], aim: '>= 0.6' },
  { what: 'hub, SQLite', file: 'hub-server.js', args: ['sqlite'], aim: '>= 0.4' },
  // The real SDK sends one frame more for each push.
  { what: 'hub, memory, pushes acknowledged', file: 'hub-server.js', args: ['memory'], load: 'acknowledge' },
];

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'sig-bench-'));
  const started = [];
  try {
    for (const { file, args, load = '' } of SERVERS) {
      const server = fork(path(file), [...args, join(folder, `${started.length}.db`)]);
      started.push({ server, load, port: await ask(server, 'listen'), rates: [], cpus: [] });
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const each of started) {
        const { rate, cpu } = await measure(each);
        if (round < UNCOUNTED) continue;
        each.rates.push(rate);
        each.cpus.push(cpu);
      }
    }
  } finally {
    await Promise.all(started.map(({ server }) => end(server)));
    rmSync(folder, { recursive: true });
  }
  const relay = started[0];
  return SERVERS.map(({ what, aim }, index) => {
    const rate = median(started[index].rates);
    const cpu = median(started[index].cpus);
    const ratio = rate / median(relay.rates);
    const note = `${cpu.toFixed(1)} µs CPU each (${(median(relay.cpus) / cpu).toFixed(2)})`;
    return { what, value: rate, unit: 'signals/s', ratio, note, ...(aim && { aim }) };
  });
}

/** One run of the load against one server, after a warm-up that is not counted. */
async function measure({ server, port, load: manner }) {
  const load = fork(path('load.js'), [String(port), manner]);
  await ask(load, 'warm up');
  const before = await ask(server, 'cpu');
  const { signals, ms } = await ask(load, 'measure');
  const cpu = (await ask(server, 'cpu')) - before;
  await end(load);
  return { rate: (signals / ms) * 1000, cpu: cpu / signals };
}

async function end(child) {
  if (child.exitCode !== null) return;
  child.disconnect();
  await once(child, 'exit');
}

function path(file) {
  return fileURLToPath(new URL(`./hub/${file}`, import.meta.url));
}

function ask(child, question) {
  return new Promise((resolve, reject) => {
    const settle = (finish, value) => {
      child.off('message', onMessage).off('exit', onExit);
      finish(value);
    };
    const onMessage = (answer) => settle(resolve, answer);
    const onExit = () => settle(reject, new Error('a process of the bench ended before its time'));
    child.on('message', onMessage).on('exit', onExit);
    child.send(question);
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStore } from '../../dist/hub/store/memory-store.js';
import { SqliteStore } from '../../dist/hub/store/sqlite-store.js';
import { median } from './median.js';
import { signal } from './signal.js';

export const about = 'messages a store takes per second, by how many share a commit; 50 conversations';

const ROUNDS = 3;
const ROUND_MS = 500;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'sig-bench-'));
  try {
    const memory = new MemoryStore();
    const sqlite = new SqliteStore(join(folder, 'hub.db'));
    const rows = [{ what: 'memory', value: measure(memory, 100), unit: 'messages/s' }];
    for (const batch of [1, 10, 100]) {
      const value = measure(sqlite, batch);
      rows.push({
        what: `SQLite, ${batch} per commit`,
        value,
        unit: 'messages/s',
        ratio: value / rows[0].value,
        note: `${(1e6 / value).toFixed(1)} µs each`,
      });
    }
    const readings = [
      ['conversations', (store, user) => store.conversations(user)],
      ['unreadC2C', (store, user) => store.unreadC2C(user)],
      ['c2cHistory, 20', (store, user) => store.c2cHistory(user, 'bob', { limit: 20 })],
    ];
    for (const [what, read] of readings) {
      rows.push({ what: `SQLite ${what}`, value: measureReads(sqlite, read), unit: 'calls/s' });
    }
    sqlite.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let count = 0;

/** Only what the store does is timed, not the making of the messages. */
function measure(store, batch) {
  return median(
    Array.from({ length: ROUNDS }, () => {
      const before = count;
      let ms = 0;
      while (ms < ROUND_MS) {
        const messages = Array.from({ length: batch }, newMessage);
        const start = performance.now();
        for (const message of messages) store.append(message);
        store.commit();
        ms += performance.now() - start;
      }
      return ((count - before) / ms) * 1000;
    }),
  );
}

function newMessage() {
  const wire = signal(`user${++count % 50}`, 'bob', count);
  return { wire, noUnread: false, noLastMsg: false, hiddenFromSender: false };
}

function measureReads(store, read) {
  return median(
    Array.from({ length: ROUNDS }, () => {
      let calls = 0;
      const start = performance.now();
      while (performance.now() - start < ROUND_MS) read(store, `user${++calls % 50}`);
      return (calls / (performance.now() - start)) * 1000;
    }),
  );
}

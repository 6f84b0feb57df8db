import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { COUNTERS } from '../../../src/hub/store/collections.js';
import { SqliteStore } from '../../../src/hub/store/sqlite-store.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { runs, SEED } from '../../long-run.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-kill-'));
afterAll(() => rmSync(folder, { recursive: true }));

const child = fileURLToPath(new URL('./kill-child.js', import.meta.url));

/** Lets a child write until it has printed at least so many ids and a few microseconds more; gives all it printed. */
async function writeUntilKilled(path: string, printed: number, spin: number): Promise<number[]> {
  const writer = spawn(process.execPath, [child, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.split('\n').length <= printed) return;
    for (let i = 0; i < spin; i++) Math.sqrt(i);
    writer.kill('SIGKILL');
  });
  const [, signal] = await once(writer, 'close');
  expect(signal).toBe('SIGKILL');
  return text.trim().split('\n').map(Number);
}

const KILLS = runs(10, 200);

test(`killed ${KILLS} times at any moment, a store holds all it had committed, and nothing by halves`, async () => {
  const path = join(folder, 'hub.db');
  const random = seededEntropy(SEED);
  let before = 0;
  for (let round = 1; round <= KILLS; round++) {
    const printed = await writeUntilKilled(path, 5 + (random.uint32() % 60), random.uint32() % 1e6);
    const last = printed.at(-1)!;
    expect(printed).toEqual(Array.from({ length: last - before }, (_, index) => before + 1 + index));

    const store = new SqliteStore(path);
    const log = store.log(0, 1e6);
    // The kill may fall between a commit and its printing: one more may be there, whole.
    expect([last, last + 1]).toContain(log.length);
    expect(log.map(({ id, wire }) => [id, wire.MsgSeq])).toEqual(
      log.map((_, index) => [index + 1, index + 1]),
    );
    expect(store.document(COUNTERS, 'tinyID')).toBe(log.length);
    expect(store.lastGroupSeq('team')).toBe(log.length);
    expect(store.mark('bob', { userID: 'alice' }).readID).toBe(log.length);
    expect(store.c2cHistory('bob', 'alice', { limit: 1e6 })).toHaveLength(log.length);
    before = log.length;
    store.close();
  }
});

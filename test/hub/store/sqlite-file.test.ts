import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqliteStore } from '../../../src/hub/store/sqlite-store.js';
import { c2c, fill } from './samples.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sig-file-'));
  path = join(folder, 'hub.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const distStore = JSON.stringify(new URL('../../../dist/hub/store/sqlite-store.js', import.meta.url).href);

/** A clean refusal: the vendor's code, which file, and what to do. */
function refusal(message: string) {
  return expect.objectContaining({
    code: 7010,
    message: expect.stringMatching(new RegExp(`${path}.*${message}`)),
    hint: expect.any(String),
  });
}

function filled(): void {
  const store = new SqliteStore(path);
  fill(store);
  store.commit();
  store.close();
}

test('the file and its folder are made, and are nobody else’s to read', () => {
  path = join(folder, 'state', 'deep', 'hub.db');
  filled();
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(statSync(join(folder, 'state')).mode & 0o077).toBe(0);
});

test('what is not committed is not there after a reopening', () => {
  filled();
  const store = new SqliteStore(path);
  store.append(c2c('alice', 'bob'));
  store.putDocument('device', 'bob/phone', 'changed');
  store.close();
  store.close();
  const again = new SqliteStore(path);
  expect(again.log(0, 9)).toHaveLength(3);
  expect(again.document('device', 'bob/phone')).toEqual({ offset: 45, on: [true, null] });
  again.close();
});

describe('is refused, and left as it was:', () => {
  function expectRefused(message: string): void {
    const before = readFileSync(path);
    expect(() => new SqliteStore(path)).toThrow(refusal(message));
    expect(readFileSync(path).equals(before)).toBe(true);
  }

  test('a text file, long or short', () => {
    for (const text of ['hello', 'no database '.repeat(1000)]) {
      writeFileSync(path, text);
      expectRefused('is no database');
    }
  });

  test('another program’s database', () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE theirs (x)');
    other.close();
    expectRefused("is another program's database");
  });

  test('another program’s empty database', () => {
    const other = new DatabaseSync(path);
    other.exec('PRAGMA application_id = 1');
    other.close();
    expectRefused("is another program's database");
  });

  test('a newer version’s store', () => {
    filled();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expectRefused('newer sig');
  });

  test('a folder', () => {
    mkdirSync(path);
    expect(() => new SqliteStore(path)).toThrow(refusal(''));
  });

  test('a store cut in half', () => {
    filled();
    writeFileSync(path, readFileSync(path).subarray(0, 8192));
    expectRefused('is damaged');
  });
});

test('a store with a page of rubbish fails with an error, at the latest where the page is read', () => {
  const store = new SqliteStore(path);
  for (let seq = 0; seq < 500; seq++) store.append(c2c('alice', 'bob', { seq, data: 'x'.repeat(500) }));
  store.commit();
  store.close();
  const file = openSync(path, 'r+');
  const size = statSync(path).size;
  for (let page = 4; page < size / 4096; page++)
    writeSync(file, Buffer.alloc(4096, 0xaa), 0, 4096, page * 4096);
  closeSync(file);
  expect(() => {
    const damaged = new SqliteStore(path);
    try {
      damaged.log(0, 1000);
    } finally {
      damaged.close();
    }
  }).toThrow(refusal('is damaged'));
});

describe('one file is one process’s:', () => {
  const child = `
    import { SqliteStore } from ${distStore};
    try { new SqliteStore(process.argv[1]); console.log('opened'); } catch (error) { console.log(JSON.stringify(error)); }
  `;
  const tryInAnotherProcess = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', child, path], { encoding: 'utf8' });

  test('a second one is refused while the first has it, and no warning of Node’s is printed', () => {
    const store = new SqliteStore(path);
    const second = tryInAnotherProcess();
    expect(JSON.parse(second.stdout)).toMatchObject({
      code: 7010,
      message: `${path} is in use by another process`,
      hint: expect.stringContaining('sig hub stop'),
    });
    expect(second.stderr).toBe('');
    store.close();
    expect(tryInAnotherProcess().stdout).toBe('opened\n');
  });

  test('a second store in the same process is refused too', () => {
    const store = new SqliteStore(path);
    expect(() => new SqliteStore(path)).toThrow(refusal('is in use'));
    store.append(c2c('alice', 'bob'));
    store.commit();
    store.close();
  });
});

test('when the disk takes no more, commit fails from then on, and what was committed before is kept', () => {
  const child = `
    import { SqliteStore } from ${distStore};
    import { appendAndCommit } from ${JSON.stringify(new URL('./append-and-commit.js', import.meta.url).href)};
    const store = new SqliteStore(process.argv[1]);
    let committed = 0;
    const errors = [];
    while (errors.length < 3) {
      try { appendAndCommit(store); committed++; } catch (error) { errors.push(error); }
    }
    store.close();
    console.log(JSON.stringify({ committed, errors }));
  `;
  // 400 blocks of 1 KB for any one file; Node does not let the signal for it kill the process.
  const shell = spawnSync(
    'bash',
    ['-c', 'ulimit -f 400 && exec "$@"', '-', process.execPath, '--input-type=module', '-e', child, path],
    { encoding: 'utf8' },
  );
  const { committed, errors } = JSON.parse(shell.stdout);
  expect(committed).toBeGreaterThan(10);
  expect(errors).toEqual(Array(3).fill(expect.objectContaining({ code: 7010, hint: expect.any(String) })));
  const store = new SqliteStore(path);
  expect(store.log(0, 1e6)).toHaveLength(committed);
  store.close();
});

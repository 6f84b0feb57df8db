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
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CUSTOM_STATUS,
  RECV_OPTIONS,
  STATUS_WATCHERS,
  VIRTUAL_DEVICES,
} from '../../../src/hub/store/collections.js';
import { SqliteFile } from '../../../src/hub/store/sqlite-file.js';
import { SqliteStore } from '../../../src/hub/store/sqlite-store.js';
import { c2c, fill, virtualDevice } from './samples.js';

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
  store.putDocument(VIRTUAL_DEVICES, ['bob', 'phone'], virtualDevice('bob', 'phone', 7));
  store.close();
  store.close();
  const again = new SqliteStore(path);
  expect(again.log(0, 9)).toHaveLength(3);
  expect(again.document(VIRTUAL_DEVICES, 'bob', 'phone')?.clockOffset).toBe(45);
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

describe('a damaged row', () => {
  /** Changes the file behind the store's back. */
  function change(sql: string): void {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  }

  const entry = (problem: RegExp, id: number) => ({
    code: 7010,
    message: expect.stringMatching(
      new RegExp(`^${path} is damaged: row ${id} of entries: .*${problem.source}`),
    ),
    hint: expect.stringContaining(`DELETE FROM entries WHERE id = ${id}'`),
  });

  test.each([
    ['JSON with one byte flipped', "value = replace(value, '\"userID\"', '\"userID\u0002')", /no JSON/],
    ['a value of another kind', "value = '5'", /expected object/],
    ['a field of another name', "value = replace(value, 'userID', 'uzerID')", /userID/],
    ['a kind that is none', "kind = 'bccount'", /no kind "bccount"/],
    ['a document of no collection', "kind = 'document', first = 'b'", /no collection "b"/],
    ['a document that does not fit', "kind = 'document', first = 'logins', value = '5'", /logins of ""/],
  ])('of entries names itself: %s', (_, set, problem) => {
    filled();
    change(`UPDATE entries SET ${set} WHERE id = 1`);
    expect(() => new SqliteStore(path)).toThrow(expect.objectContaining(entry(problem, 1)));
    change('DELETE FROM entries WHERE id = 1');
    new SqliteStore(path).close();
  });

  test.each([
    ['no JSON', "replace(wire, '\"MsgBody\"', '\"MsgBody\u0002')"],
    ['no message', "replace(wire, 'MsgBody', 'LsgBody')"],
  ])('of messages names itself when it is read, and the others are still to be had: %s', (_, wire) => {
    filled();
    change(`UPDATE messages SET wire = ${wire} WHERE id = 2`);
    const store = new SqliteStore(path);
    expect(() => store.c2cHistory('alice', 'bob', { limit: 9 })).toThrow(
      expect.objectContaining({
        code: 7010,
        message: expect.stringContaining('is damaged: row 2 of messages: this is no'),
        hint: expect.stringContaining('WHERE id = 2'),
      }),
    );
    expect(store.groupHistory('team', { limit: 9 })).toHaveLength(1);
    store.close();
  });
});

test('documents of earlier versions are taken up in today’s form, once and for all', () => {
  filled();
  const database = new DatabaseSync(path);
  const insert = database.prepare('INSERT INTO entries (kind, first, second, value) VALUES (?, ?, ?, ?)');
  insert.run('document', 'recv_options', 'bob', '{"alice":1,"carol":2}');
  insert.run('document', 'status_watchers', 'alice', '["bob","carol"]');
  insert.run('document', 'status', 'alice', '"busy"');
  database.close();
  for (let opened = 0; opened < 2; opened++) {
    const store = new SqliteStore(path);
    expect(store.documents(RECV_OPTIONS)).toEqual([
      { key: ['bob', 'alice'], value: 1 },
      { key: ['bob', 'carol'], value: 2 },
    ]);
    expect(store.documents(STATUS_WATCHERS).map(({ key }) => key.join(' '))).toEqual([
      'alice bob',
      'alice carol',
    ]);
    expect(store.document(CUSTOM_STATUS, 'alice')).toBe('busy');
    store.close();
  }
  const after = new DatabaseSync(path);
  expect(
    after.prepare("SELECT count(*) AS old FROM entries WHERE first LIKE '%s' AND first <> 'status'").get(),
  ).toEqual({ old: 0 });
  after.close();
});

test('pages of unread messages walk a conversation once, and read each message once', () => {
  const store = new SqliteStore(path);
  const UNREAD = 1000;
  for (let seq = 0; seq < UNREAD; seq++) store.append(c2c('alice', 'bob', { seq }));
  const read = vi.spyOn(SqliteFile.prototype, 'all');
  let afterID = 0;
  for (let page = store.unreadC2C('bob', { afterID, limit: 100 }); page.length > 0; ) {
    afterID = page.at(-1)!.id;
    expect(store.unreadCounts('bob')).toEqual([{ userID: 'alice', count: UNREAD }]);
    page = store.unreadC2C('bob', { afterID, limit: 100 });
  }
  const rows = read.mock.results.map(({ value }) => (value as unknown[]).length);
  expect(rows.filter((count) => count > 1)).toEqual([UNREAD]);
  expect(rows.filter((count) => count === 1)).toHaveLength(UNREAD);
  read.mockRestore();
  store.close();
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

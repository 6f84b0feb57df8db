import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementResultingChanges, StatementSync } from 'node:sqlite';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { MIGRATIONS } from './sqlite-schema.js';

/** Marks a file as a hub's store in SQLite's own header field for that ("sigl"). */
const APPLICATION_ID = 0x7369676c;

/** How long another process may hold the file before it counts as in use: a hub that was just killed is gone by then. */
const BUSY_MS = 500;

/** WAL pages (4 KB) after which they are moved into the database file; fewer, larger moves than SQLite's default of 1000. */
const CHECKPOINT_PAGES = 4000;

type Row = Record<string, unknown>;

/**
 * One SQLite file, held by this process alone. The first write begins a transaction and {@link commit} ends it; after
 * commit() has returned, no crash of the process or the machine undoes it.
 */
export class SqliteFile {
  readonly path: string;
  #database: DatabaseSync;
  /** Node tells by itself only from 22.15 on. */
  #isOpen = true;
  #begin: StatementSync;
  #commit: StatementSync;
  #writing = false;
  #failure: SigError | undefined;

  /**
   * Opens the file, or makes a new one with its folder.
   * @throws SigError 7010 when it is in use, no SQLite file, another program's, a newer version's, damaged or out of reach
   */
  constructor(path: string) {
    this.path = path;
    this.#database = open(path);
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
    this.#commit = this.#database.prepare('COMMIT');
  }

  prepare(sql: string): StatementSync {
    return this.#database.prepare(sql);
  }

  get(statement: StatementSync, ...values: SQLInputValue[]): Row | undefined {
    try {
      return statement.get(...values);
    } catch (thrown) {
      throw this.explain(thrown);
    }
  }

  all(statement: StatementSync, ...values: SQLInputValue[]): Row[] {
    try {
      return statement.all(...values);
    } catch (thrown) {
      throw this.explain(thrown);
    }
  }

  /**
   * Runs a write. Once one has failed, nothing is committed any more: memory may hold what the file lacks.
   * @returns how many rows changed
   */
  run(statement: StatementSync, ...values: SQLInputValue[]): number {
    return Number(this.#write(statement, values).changes);
  }

  /** {@link run} for an INSERT. @returns the new row's id */
  insert(statement: StatementSync, ...values: SQLInputValue[]): number {
    return Number(this.#write(statement, values).lastInsertRowid);
  }

  #write(statement: StatementSync, values: SQLInputValue[]): StatementResultingChanges {
    if (this.#failure) throw this.#failure;
    try {
      if (!this.#writing) {
        this.#begin.run();
        this.#writing = true;
      }
      return statement.run(...values);
    } catch (thrown) {
      this.#failure = this.explain(thrown);
      throw this.#failure;
    }
  }

  /** A value as it was written in JSON. @throws SigError 7010 when the row is damaged */
  parse(table: string, id: number, json: string): unknown {
    try {
      return JSON.parse(json);
    } catch {
      throw this.damaged(table, id, 'this is no JSON');
    }
  }

  /** A row that holds something else than was written. */
  damaged(table: string, id: number, problem: string): SigError {
    return new SigError(
      CODE.ERR_SDK_COMM_DATABASE_FAILURE,
      `${this.path} is damaged: row ${id} of ${table}: ${problem}`,
      `bring back what you have by sig hub restore, or do without the row: sqlite3 FILE 'DELETE FROM ${table} WHERE id = ${id}'`,
    );
  }

  /** What went wrong with this file, for a person. */
  explain(thrown: unknown): SigError {
    return explain(thrown, this.path);
  }

  commit(): void {
    if (this.#failure) throw this.#failure;
    if (!this.#writing) return;
    try {
      this.#commit.run();
      this.#writing = false;
    } catch (thrown) {
      this.#failure = this.explain(thrown);
      throw this.#failure;
    }
  }

  /** What was not committed is lost. Closing twice does nothing. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
  }
}

function open(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Messages are nobody else's business.
    closeSync(openSync(path, 'a', 0o600));
    database = new (loadSqlite().DatabaseSync)(path);
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    const version = identify(database, path);
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    migrate(database, version);
    return database;
  } catch (thrown) {
    database?.close();
    throw explain(thrown, path);
  }
}

/** Looks before it changes anything. @returns the schema's version, 0 for an empty file */
function identify(database: DatabaseSync, path: string): number {
  const pragma = (name: string) => Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
  const application = pragma('application_id');
  const version = pragma('user_version');
  const empty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (application !== APPLICATION_ID && !(application === 0 && version === 0 && empty)) {
    throw new SigError(
      CODE.ERR_SDK_COMM_DATABASE_FAILURE,
      `${path} is another program's database`,
      'name another file: it has been left as it was',
    );
  }
  if (version > MIGRATIONS.length) {
    throw new SigError(
      CODE.ERR_SDK_COMM_DATABASE_FAILURE,
      `${path} was written by a newer sig (store version ${version}, this one knows ${MIGRATIONS.length})`,
      'update sig, or name another file: this one has been left as it was',
    );
  }
  return version;
}

/** All steps in one transaction, which also takes the file for this process, whether or not there is a step to take. */
function migrate(database: DatabaseSync, version: number): void {
  database.exec('BEGIN IMMEDIATE');
  for (const step of MIGRATIONS.slice(version)) database.exec(step);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  database.exec('COMMIT');
}

/** Loads node:sqlite, which greets with an ExperimentalWarning on some versions of Node; no user can do anything about it. */
function loadSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) {
      Reflect.apply(emitWarning, process, [warning, ...rest]);
    }
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

const SNAPSHOT_HINT = 'start from another file, and bring back what you have by sig hub restore';

/** SQLite's primary result codes, as far as a person can do something about them. */
const REASONS: Readonly<Record<number, readonly [problem: string, hint: string]>> = {
  5: ['is in use by another process', 'stop the other hub (sig hub stop), or name another file'],
  6: ['is in use by another process', 'stop the other hub (sig hub stop), or name another file'],
  8: ['is read-only', 'allow writing to it and its folder, or name another file'],
  10: ['cannot be read or written', 'look after the disk, and start the hub again'],
  11: ['is damaged', SNAPSHOT_HINT],
  13: ['cannot grow: the disk is full', 'make room on the disk and start the hub again'],
  14: ['cannot be opened', 'see that its folder exists and may be written to, or name another file'],
  26: ['is no database', 'name another file: it has been left as it was'],
};

function explain(thrown: unknown, path: string): SigError {
  if (thrown instanceof SigError) return thrown;
  const { errcode, code, message } = thrown as { errcode?: number; code?: string; message: string };
  const reason = errcode === undefined ? undefined : REASONS[errcode & 0xff];
  if (reason) return new SigError(CODE.ERR_SDK_COMM_DATABASE_FAILURE, `${path} ${reason[0]}`, reason[1]);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new SigError(
      CODE.ERR_SDK_COMM_DATABASE_FAILURE,
      `${path} may not be written to`,
      'allow it, or name another file',
    );
  }
  return new SigError(
    CODE.ERR_SDK_COMM_DATABASE_FAILURE,
    `${path}: ${message}`,
    'name another file, or run the hub with --memory',
  );
}

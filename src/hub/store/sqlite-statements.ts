import type { StatementSync } from 'node:sqlite';
import type { SqliteFile } from './sqlite-file.js';

/** Every statement of the SQLite store, prepared. */
export function statements(file: SqliteFile) {
  const prepare = (sql: string): StatementSync => file.prepare(sql);
  const message = 'SELECT id, flags, wire FROM messages';
  return {
    entries: prepare('SELECT id, kind, first, second, value FROM entries ORDER BY id'),
    putEntry: prepare(
      `INSERT INTO entries (kind, first, second, value) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value`,
    ),
    deleteEntry: prepare('DELETE FROM entries WHERE kind = ? AND first = ? AND second = ?'),

    conversations: prepare(
      `SELECT id, is_group, key,
         coalesce((SELECT max(id) FROM messages WHERE conversation = conversations.id), 0) AS newest
       FROM conversations ORDER BY id`,
    ),
    addConversation: prepare('INSERT INTO conversations (is_group, key) VALUES (?, ?)'),
    deleteConversation: [
      prepare('DELETE FROM messages WHERE conversation = ?'),
      prepare('DELETE FROM conversations WHERE id = ?'),
    ],

    insert: prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)'),
    replace: prepare('UPDATE messages SET flags = ?, wire = ? WHERE id = ?'),
    at: prepare(`${message} WHERE conversation = ? AND time = ? AND seq = ? ORDER BY id`),
    place: prepare('SELECT time, seq FROM messages WHERE id = ? AND conversation = ?'),
    c2cHistory: prepare(
      `${message} WHERE conversation = ? AND (time, seq, id) < (?, ?, ?) AND id < ? AND id > ?
         AND NOT (flags & ? <> 0 AND sender = ?)
       ORDER BY time DESC, seq DESC, id DESC LIMIT ?`,
    ),
    groupHistory: prepare(
      `${message} WHERE conversation = ? AND time = 0 AND seq < ? ORDER BY seq DESC, id DESC LIMIT ?`,
    ),
    last: prepare(
      `${message} WHERE conversation = ? AND +id > ? AND flags & ? = 0 AND NOT (flags & ? <> 0 AND sender = ?)
       ORDER BY time DESC, seq DESC, id DESC LIMIT 1`,
    ),
    // The + keeps SQLite to the conversation's index: without it, it may walk all newer messages of everybody.
    unreadIDs: prepare(
      'SELECT id FROM messages WHERE conversation = ? AND +id > ? AND flags & ? = 0 AND sender <> ? ORDER BY id',
    ),
    byID: prepare(`${message} WHERE id = ?`),
    log: prepare(`${message} WHERE id > ? ORDER BY id LIMIT ?`),
    logBefore: prepare(`${message} WHERE id < ? ORDER BY id DESC LIMIT ?`),

    lastID: prepare(
      'SELECT max((SELECT id FROM last_id), (SELECT coalesce(max(id), 0) FROM messages)) AS id',
    ),
    putLastID: prepare('UPDATE last_id SET id = ?'),

    clear: ['entries', 'conversations', 'messages'].map((table) => prepare(`DELETE FROM ${table}`)),
  };
}

export type SqliteStatements = ReturnType<typeof statements>;

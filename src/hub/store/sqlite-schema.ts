/**
 * The steps from an empty file to today's tables; a file's version is the number of steps it has taken. Steps that have
 * been released never change: what is new is a new step at the end.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- Everything but messages: one row per thing, its value as JSON. The rowid keeps the order in which they came.
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, first, second)
  );

  -- key: both user IDs, sorted, with a space between them; or a group ID
  CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    is_group INTEGER NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (is_group, key)
  );

  -- time is 0 in groups, whose history goes by seq alone: so one index serves both.
  -- flags: 1 not counted as unread, 2 never a conversation's last, 4 hidden from its sender, 8 recalled
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    time INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    sender TEXT NOT NULL,
    wire TEXT NOT NULL
  );
  CREATE INDEX messages_by_conversation ON messages (conversation, time, seq);

  -- The newest id ever given, where the message that had it is gone.
  CREATE TABLE last_id (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL);
  INSERT INTO last_id VALUES (1, 0);
  `,
];

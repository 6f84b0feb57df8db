import type { z } from 'zod';
import { documentProblem, type StoredDocument } from './documents.js';
import * as schemas from './entry-schemas.js';

/** What is kept in entries; each has two keys, the second '' where one will do. */
const SCHEMAS = {
  account: schemas.account,
  group: schemas.group,
  groupSeq: schemas.count,
  member: schemas.member,
  block: schemas.count,
  friend: schemas.friend,
  mark: schemas.mark,
  push: schemas.push,
};

export type EntryKind = keyof typeof SCHEMAS | 'document';

/** An entry whose value fits its kind. */
export type Entry =
  | {
      [Kind in keyof typeof SCHEMAS]: { kind: Kind; value: z.output<(typeof SCHEMAS)[Kind]> };
    }[keyof typeof SCHEMAS]
  | { kind: 'document'; value: StoredDocument };

/** An entry as it was kept, or what is wrong with it. */
export function readEntry(kind: string, first: string, second: string, value: unknown): Entry | string {
  if (kind === 'document') {
    const document = { kind: first, key: second, value };
    return documentProblem(document) ?? { kind, value: document };
  }
  if (!Object.hasOwn(SCHEMAS, kind)) return `there is no kind ${JSON.stringify(kind)}`;
  const parsed = SCHEMAS[kind as keyof typeof SCHEMAS].safeParse(value);
  if (parsed.success) return { kind, value } as Entry;
  const { path, message } = parsed.error.issues[0]!;
  return [...path, message].join(': ');
}

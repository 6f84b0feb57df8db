import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isGroupMessage } from '../../im/wire.js';
import { documentProblem } from './documents.js';
import { account, count, friend, group, mark, member, name, push } from './entry-schemas.js';
import { isLegacy, upgraded } from './legacy-documents.js';
import type { StoredMessage, StoreSnapshot } from './store.js';

const wireBase = {
  From_Account: name,
  MsgSeq: count,
  MsgTimeStamp: count,
  MsgBody: z.array(z.looseObject({ MsgType: z.string(), MsgContent: z.record(z.string(), z.unknown()) })),
};
const wire = z.union([
  z.looseObject({ ...wireBase, To_Account: name, MsgKey: name, GroupId: z.undefined().optional() }),
  z.looseObject({ ...wireBase, GroupId: name }),
]);

const documents = z.array(z.object({ kind: z.string(), key: z.string(), value: z.unknown() }));

const message = z.looseObject({
  id: count.min(1),
  wire,
  noUnread: z.boolean(),
  noLastMsg: z.boolean(),
  hiddenFromSender: z.boolean(),
  recalled: z.boolean(),
});

/** Loose where later versions may add: what is not known here is kept. */
const head = z
  .looseObject({
    v: z.literal(1),
    lastID: count,
    accounts: z.array(account),
    groups: z.array(z.object({ group, members: z.array(member), lastSeq: count })),
    friends: z.array(z.object({ owner: name, friend })),
    blocks: z.array(z.object({ owner: name, userID: name, addTime: z.number() })),
    marks: z.array(
      z.object({
        owner: name,
        peer: z.union([z.strictObject({ userID: name }), z.strictObject({ groupID: name })]),
        mark,
      }),
    ),
    pushes: z.array(push),
    documents,
  })
  .superRefine(({ accounts, documents }, context) => {
    const add = (path: PropertyKey[], text: string) =>
      context.addIssue({ code: 'custom', path, message: text });
    const tinyIDs = new Set<string>();
    for (const [index, { tinyID }] of accounts.entries()) {
      if (tinyIDs.has(tinyID)) add(['accounts', index, 'tinyID'], `${tinyID} belongs to two accounts`);
      tinyIDs.add(tinyID);
    }
    for (const [index, document] of documents.entries()) {
      const problem = documentProblem(document);
      if (problem !== undefined) add(['documents', index], problem);
    }
  });

/** A snapshot without its messages, of which there may be very many. */
export type SnapshotHead = Omit<StoreSnapshot, 'messages'>;

/** Looks a snapshot over, part by part, before anything is given up for it. */
export class SnapshotReader {
  #head: SnapshotHead;
  #messages: StoredMessage[] = [];
  #groupIDs: Set<string>;

  /** @throws SigError 6017 when it is no snapshot, is of a newer version, or does not hold together */
  constructor(value: unknown) {
    requireVersion(value);
    const snapshot = upgradeDocuments(value as object);
    check(head.safeParse(snapshot));
    this.#head = snapshot as SnapshotHead;
    this.#groupIDs = new Set(this.#head.groups.map((each) => each.group.groupID));
  }

  /** The next of its messages. @throws SigError 6017 when they do not hold together */
  add(messages: readonly unknown[]): void {
    for (const value of messages) {
      const index = this.#messages.length;
      check(message.safeParse(value), ['messages', index]);
      const stored = value as StoredMessage;
      const before = this.#messages.at(-1)?.id ?? 0;
      if (stored.id <= before) throw broken(['messages', index, 'id'], `${stored.id} comes after ${before}`);
      const groupID = isGroupMessage(stored.wire) ? stored.wire.GroupId : undefined;
      if (groupID !== undefined && !this.#groupIDs.has(groupID)) {
        throw broken(['messages', index, 'wire', 'GroupId'], `there is no group ${groupID}`);
      }
      this.#messages.push(stored);
    }
  }

  /** The whole, once all messages are in. @throws SigError 6017 when they do not fit the rest */
  end(): StoreSnapshot {
    const last = this.#messages.at(-1)?.id ?? 0;
    const { lastID } = this.#head;
    if (lastID < last) throw broken(['lastID'], `${lastID} is less than the last message's id ${last}`);
    return Object.assign(this.#head, { messages: this.#messages });
  }
}

/**
 * Looks a whole snapshot over before anything is given up for it.
 * @param value what a snapshot file holds, parsed
 * @throws SigError 6017 when it is none, is of a newer version, or does not hold together
 */
export function checkSnapshot(value: unknown): StoreSnapshot {
  const reader = new SnapshotReader(value);
  const { messages } = value as { messages?: unknown };
  if (!Array.isArray(messages)) throw broken(['messages'], 'an array is expected');
  reader.add(messages);
  return reader.end();
}

function requireVersion(value: unknown): void {
  const v = typeof value === 'object' && value !== null ? (value as { v?: unknown }).v : undefined;
  if (typeof v === 'number' && v > 1) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `the snapshot has version ${v}, this sig knows version 1`,
      'update sig',
    );
  }
  if (v !== 1)
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      'this is no snapshot of a hub',
      'sig hub snapshot FILE makes one',
    );
}

/** @param at where in the snapshot the value is */
function check(parsed: z.ZodSafeParseResult<unknown>, at: PropertyKey[] = []): void {
  if (parsed.success) return;
  const { path, message: text } = parsed.error.issues[0]!;
  throw broken([...at, ...path], text);
}

function broken(path: PropertyKey[], text: string): SigError {
  return new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    `the snapshot does not hold together: ${path.join('.')}: ${text}`,
    'nothing has been changed; make a new one with sig hub snapshot FILE',
  );
}

/** The same with the documents of earlier versions as this one has them. */
function upgradeDocuments(snapshot: object): object {
  const parsed = z.looseObject({ documents }).safeParse(snapshot);
  if (!parsed.data?.documents.some(({ kind }) => isLegacy(kind))) return snapshot;
  return { ...snapshot, documents: parsed.data.documents.flatMap(upgraded) };
}

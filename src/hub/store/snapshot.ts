import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { documentProblem } from './documents.js';
import { account, count, friend, group, mark, member, name, push } from './entry-schemas.js';
import { isLegacy, upgraded } from './legacy-documents.js';
import type { StoreSnapshot } from './store.js';

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

/** Loose where later versions may add: what is not known here is kept. */
const schema = z
  .looseObject({
    v: z.literal(1),
    lastID: count,
    accounts: z.array(account),
    groups: z.array(z.object({ group, members: z.array(member), lastSeq: count })),
    friends: z.array(z.object({ owner: name, friend })),
    blocks: z.array(z.object({ owner: name, userID: name, addTime: z.number() })),
    messages: z.array(
      z.looseObject({
        id: count.min(1),
        wire,
        noUnread: z.boolean(),
        noLastMsg: z.boolean(),
        hiddenFromSender: z.boolean(),
        recalled: z.boolean(),
      }),
    ),
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
  .superRefine(({ accounts, groups, messages, lastID, documents }, context) => {
    const add = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const tinyIDs = new Set<string>();
    for (const [index, { tinyID }] of accounts.entries()) {
      if (tinyIDs.has(tinyID)) add(['accounts', index, 'tinyID'], `${tinyID} belongs to two accounts`);
      tinyIDs.add(tinyID);
    }
    const groupIDs = new Set(groups.map((each) => each.group.groupID));
    let before = 0;
    for (const [index, message] of messages.entries()) {
      if (message.id <= before) add(['messages', index, 'id'], `${message.id} comes after ${before}`);
      before = message.id;
      const { GroupId } = message.wire;
      if (GroupId !== undefined && !groupIDs.has(GroupId)) {
        add(['messages', index, 'wire', 'GroupId'], `there is no group ${GroupId}`);
      }
    }
    for (const [index, document] of documents.entries()) {
      const problem = documentProblem(document);
      if (problem !== undefined) add(['documents', index], problem);
    }
    if (lastID < before) add(['lastID'], `${lastID} is less than the last message's id ${before}`);
  });

/**
 * Looks a snapshot over before anything is given up for it.
 * @param value what a snapshot file holds, parsed
 * @throws SigError 6017 when it is none, is of a newer version, or does not hold together
 */
export function checkSnapshot(value: unknown): StoreSnapshot {
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
  const snapshot = upgradeDocuments(value as object);
  const parsed = schema.safeParse(snapshot);
  if (parsed.success) return snapshot as StoreSnapshot;
  const { path, message } = parsed.error.issues[0]!;
  throw new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    `the snapshot does not hold together: ${path.join('.')}: ${message}`,
    'nothing has been changed; make a new one with sig hub snapshot FILE',
  );
}

/** The same with the documents of earlier versions as this one has them. */
function upgradeDocuments(snapshot: object): object {
  const parsed = z.looseObject({ documents }).safeParse(snapshot);
  if (!parsed.data?.documents.some(({ kind }) => isLegacy(kind))) return snapshot;
  return { ...snapshot, documents: parsed.data.documents.flatMap(upgraded) };
}

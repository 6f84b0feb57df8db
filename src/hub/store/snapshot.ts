import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { GROUP_RULES, type GroupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import type { StoreSnapshot } from './store.js';

const id = z.int().min(0);
const name = z.string().regex(/^\S+$/, 'a name without spaces is expected');

const account = z.object({
  userID: name,
  tinyID: z.string(),
  createTime: z.number(),
  profile: z.record(z.string(), z.unknown()),
});

const group = z.object({
  groupID: name,
  type: z.enum(Object.keys(GROUP_RULES) as [GroupType, ...GroupType[]]),
  name: z.string(),
  owner: z.string(),
  createTime: z.number(),
  introduction: z.string(),
  notification: z.string(),
  faceUrl: z.string(),
  applyJoinOption: z.string(),
  maxMemberNum: z.number(),
  muteAll: z.boolean(),
  infoSeq: z.number(),
  lastInfoTime: z.number(),
  attributes: z.record(z.string(), z.string()),
});

const member = z.object({
  userID: name,
  role: z.enum(['Owner', 'Admin', 'Member']),
  joinTime: z.number(),
  nameCard: z.string(),
  msgFlag: z.string(),
  muteUntil: z.number(),
});

const wireBase = {
  From_Account: name,
  MsgSeq: id,
  MsgTimeStamp: id,
  MsgBody: z.array(z.looseObject({ MsgType: z.string(), MsgContent: z.record(z.string(), z.unknown()) })),
};
const wire = z.union([
  z.looseObject({ ...wireBase, To_Account: name, MsgKey: name, GroupId: z.undefined().optional() }),
  z.looseObject({ ...wireBase, GroupId: name }),
]);

const mark = z.object({
  readID: id,
  readTime: z.number(),
  clearedID: id,
  hiddenID: id,
  pinned: z.boolean(),
});

/** Loose where later versions may add: what is not known here is kept. */
const schema = z
  .looseObject({
    v: z.literal(1),
    lastID: id,
    accounts: z.array(account.loose()),
    groups: z.array(z.object({ group: group.loose(), members: z.array(member.loose()), lastSeq: id })),
    friends: z.array(
      z.object({
        owner: name,
        friend: z.looseObject({ userID: name, remark: z.string(), addTime: z.number() }),
      }),
    ),
    blocks: z.array(z.object({ owner: name, userID: name, addTime: z.number() })),
    messages: z.array(
      z.looseObject({
        id: id.min(1),
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
        mark: mark.loose(),
      }),
    ),
    pushes: z.array(
      z.looseObject({
        at: z.number(),
        to: name,
        from: z.string(),
        groupID: z.string(),
        title: z.string(),
        desc: z.string(),
        ext: z.string(),
        messageKey: z.string(),
        data: z.string(),
      }),
    ),
    documents: z.array(z.object({ kind: z.string(), key: z.string(), value: z.unknown() })),
  })
  .superRefine(({ accounts, groups, messages, lastID }, context) => {
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
  const parsed = schema.safeParse(value);
  if (parsed.success) return value as StoreSnapshot;
  const { path, message } = parsed.error.issues[0]!;
  throw new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    `the snapshot does not hold together: ${path.join('.')}: ${message}`,
    'nothing has been changed; make a new one with sig hub snapshot FILE',
  );
}

import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { GROUP_ATTRIBUTE_SEQUENCES } from '../store/collections.js';
import type { Group } from '../store/store.js';
import { tellOnline } from './group-notices.js';
import { groupOf, membershipOf } from './groups.js';

type Sequences = z.output<typeof GROUP_ATTRIBUTE_SEQUENCES.schema>;

/** The vendor's page on group attributes. */
const MAX_KEYS = 16;
const MAX_KEY_BYTES = 32;
const MAX_VALUE_BYTES = 4000;

/** What a change did, in the numbers of the notice about it (Web SDK 3.6). */
const CHANGE = { set: 1, modified: 2, cleared: 3, deleted: 4 } as const;

function sequencesOf(context: HubContext, groupID: string): Sequences {
  return context.store.document(GROUP_ATTRIBUTE_SEQUENCES, groupID) ?? { main: 0, keys: {} };
}

const key = z.string().min(1);
const entry = z.looseObject({ key, value: z.string(), seq: z.number().optional() });
const place = {
  GroupId: z.string(),
  AttrMainSeq: z.number().optional(),
  AttrControl: z.array(z.string()).optional(),
};

/** All attributes; asked for at `group_open_attr_http_svc` by SDKs and REST alike. */
const getGroupAttr = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string() }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const { main, keys } = sequencesOf(context, group.groupID);
    const rows = Object.entries(group.attributes).map(([key, value]) => ({
      key,
      value,
      seq: keys[key] ?? 0,
    }));
    return { AttrMainSeq: main, ...inBothNames(rows) };
  },
);

/** Puts these in place of all that were there. */
const setGroupAttr = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ ...place, GroupAttr: z.array(entry).max(MAX_KEYS) }),
  (context, session, body) => {
    const { group, sequences } = mayChange(context, session, body);
    const racing = body.AttrControl?.includes('RaceConflict') && body.AttrMainSeq !== undefined;
    if (racing && body.AttrMainSeq !== sequences.main)
      throw new SigError(CODE.ERR_SVR_GROUP_ATTRIBUTE_WRITE_CONFLICT);
    const attributes = Object.fromEntries(body.GroupAttr.map(({ key, value }) => [key, value]));
    const changed = body.GroupAttr.map(({ key }) => key);
    return put(context, group, sequences, attributes, changed, CHANGE.set);
  },
);

/** Adds these, or changes their values. */
const modifyGroupAttr = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ ...place, GroupAttr: z.array(entry).min(1).max(MAX_KEYS) }),
  (context, session, body) => {
    const { group, sequences } = mayChange(context, session, body);
    refuseRace(body, sequences);
    const changes = Object.fromEntries(body.GroupAttr.map(({ key, value }) => [key, value]));
    const attributes = { ...group.attributes, ...changes };
    return put(context, group, sequences, attributes, Object.keys(changes), CHANGE.modified);
  },
);

/** Takes these away. */
const deleteGroupAttr = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    ...place,
    GroupAttr: z
      .array(z.looseObject({ key, seq: z.number().optional() }))
      .min(1)
      .max(MAX_KEYS),
  }),
  (context, session, body) => {
    const { group, sequences } = mayChange(context, session, body);
    refuseRace(body, sequences);
    const gone = new Set(body.GroupAttr.map((each) => each.key));
    const attributes = Object.fromEntries(Object.entries(group.attributes).filter(([key]) => !gone.has(key)));
    return put(context, group, sequences, attributes, [...gone], CHANGE.deleted);
  },
);

/** Takes all away. */
const clearGroupAttr = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject(place),
  (context, session, body) => {
    const { group, sequences } = mayChange(context, session, body);
    return put(context, group, sequences, {}, Object.keys(group.attributes), CHANGE.cleared);
  },
);

function mayChange(
  context: HubContext,
  session: Session,
  body: { GroupId: string },
): { group: Group; sequences: Sequences } {
  const group = groupOf(context, body.GroupId);
  membershipOf(context, session, group.groupID);
  return { group, sequences: sequencesOf(context, group.groupID) };
}

interface Racer {
  AttrControl?: string[] | undefined;
  GroupAttr: { key: string; seq?: number | undefined }[];
}

/** Who asked for it is refused when somebody else changed one of the keys since. */
function refuseRace({ AttrControl, GroupAttr }: Racer, { keys }: Sequences): void {
  if (!AttrControl?.includes('RaceConflict')) return;
  for (const { key, seq } of GroupAttr) {
    if (seq !== undefined && seq !== (Object.hasOwn(keys, key) ? keys[key] : 0)) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_ATTRIBUTE_WRITE_CONFLICT,
        `${key} was changed by somebody else`,
        'get the attributes first',
      );
    }
  }
}

function put(
  context: HubContext,
  group: Group,
  before: Sequences,
  attributes: Record<string, string>,
  changed: string[],
  type: number,
): Record<string, unknown> {
  checkLimits(attributes);
  const main = before.main + 1;
  const keys: Record<string, number> = {};
  for (const key of Object.keys(attributes)) {
    const own = Object.hasOwn(before.keys, key) ? before.keys[key]! : 0;
    keys[key] = changed.includes(key) ? own + 1 : own;
  }
  context.store.putDocument(GROUP_ATTRIBUTE_SEQUENCES, [group.groupID], { main, keys });
  context.store.putGroup({ ...group, attributes });
  const rows = changed.map((key) => ({
    key,
    seq: keys[key] ?? 0,
    ...(Object.hasOwn(attributes, key) && { value: attributes[key] }),
  }));
  tellOnline(context, group, {
    GroupAttrOption: {
      GroupAttrSeq: main,
      PushChangedAttrValFlag: 1,
      GroupAttrInfo: inBothNames(rows).GroupAttr,
      OpType: type,
    },
  });
  return { AttrMainSeq: main, ...inBothNames(rows) };
}

/** Web SDK 3.6 reads `GroupAttrAry` and small names, lite-chat `GroupAttr` and names of its own. */
function inBothNames(rows: readonly { key: string; value?: string | undefined; seq: number }[]): {
  GroupAttrAry: object[];
  GroupAttr: object[];
} {
  return {
    GroupAttrAry: [...rows],
    GroupAttr: rows.map(({ key, value, seq }) => ({
      ...{ key, seq, Key: key, SubKeySeq: seq },
      ...(value !== undefined && { value, Val: value }),
    })),
  };
}

function checkLimits(attributes: Record<string, string>): void {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_KEYS)
    throw new SigError(CODE.ERR_SVR_GROUP_INVALID_PARAMETERS, `a group has at most ${MAX_KEYS} attributes`);
  for (const [key, value] of entries) {
    if (Buffer.byteLength(key) > MAX_KEY_BYTES || Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
        `${key}: a key has ${MAX_KEY_BYTES} bytes at most, a value ${MAX_VALUE_BYTES}`,
      );
    }
  }
}

/** Small texts that a group's members share. */
export const groupAttr: CommandTable = {
  'group_open_attr_http_svc.get_group_attr': getGroupAttr,
  'group_open_http_svc.set_group_attr': setGroupAttr,
  'group_open_http_svc.modify_group_attr': modifyGroupAttr,
  'group_open_http_svc.delete_group_attr': deleteGroupAttr,
  'group_open_http_svc.clear_group_attr': clearGroupAttr,
};

import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { GROUP_COUNTERS } from '../store/collections.js';
import type { Group } from '../store/store.js';
import { groupEvent } from './group-notices.js';
import { groupOf, membershipOf, pushToGroup } from './groups.js';

/** The vendor's page on group counters. */
const MAX_COUNTERS = 20;

/** What the notice says was done, in the numbers of Web SDK 3.6. */
const CHANGE = { set: 0, deleted: 1 } as const;

const counter = z.object({ Key: z.string().min(1).max(128), Value: z.int() });

function countersOf(context: HubContext, groupID: string): z.output<typeof GROUP_COUNTERS.schema> {
  return context.store.document(GROUP_COUNTERS, groupID) ?? { seq: 0, counters: {} };
}

function put(
  context: HubContext,
  group: Group,
  counters: Record<string, number>,
  changed: { Key: string; Value: number }[],
  type: number,
): void {
  const { groupID } = group;
  const seq = countersOf(context, groupID).seq + 1;
  context.store.putDocument(GROUP_COUNTERS, [groupID], { seq, counters });
  const GroupCounterInfo = [{ Type: type, GroupCounterSeq: seq, GroupCounter: changed }];
  pushToGroup(context, groupID, { ...groupEvent(context, group, { GroupCounterInfo }), Event: 6 });
}

/** Sets counters, or adds to and takes from them. */
const updateGroupCounter = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    GroupCounter: z.array(counter).min(1).max(MAX_COUNTERS),
    Mode: z.enum(['Set', 'Increase', 'Decrease']).optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const counters = new Map(Object.entries(countersOf(context, group.groupID).counters));
    const GroupCounter = body.GroupCounter.map(({ Key, Value }) => {
      const before = body.Mode === 'Increase' || body.Mode === 'Decrease' ? (counters.get(Key) ?? 0) : 0;
      const after = body.Mode === 'Decrease' ? before - Value : before + Value;
      counters.set(Key, after);
      return { Key, Value: after };
    });
    if (counters.size > MAX_COUNTERS) {
      throw new SigError(
        CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
        `a group has at most ${MAX_COUNTERS} counters`,
      );
    }
    put(context, group, Object.fromEntries(counters), GroupCounter, CHANGE.set);
    return { GroupCounter };
  },
);

const getGroupCounter = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string(), GroupCounterKeys: z.array(z.string()).optional() }),
  (context, session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    membershipOf(context, session, groupID);
    const { GroupCounterKeys: keys = [] } = body;
    const all = Object.entries(countersOf(context, groupID).counters);
    const wanted = all.filter(([key]) => keys.length === 0 || keys.includes(key));
    return { GroupCounter: wanted.map(([Key, Value]) => ({ Key, Value })) };
  },
);

/** REST: takes counters away, or all of them. */
const deleteGroupCounter = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string(), GroupCounterKeys: z.array(z.string()).optional() }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const { GroupCounterKeys: keys = [] } = body;
    const all = Object.entries(countersOf(context, group.groupID).counters);
    const goes = ([key]: [string, number]) => keys.length === 0 || keys.includes(key);
    const gone = all.filter(goes).map(([Key, Value]) => ({ Key, Value }));
    put(context, group, Object.fromEntries(all.filter((each) => !goes(each))), gone, CHANGE.deleted);
    return {};
  },
);

export const groupCounters: CommandTable = {
  'group_open_http_svc.update_group_counter': updateGroupCounter,
  'group_open_http_svc.get_group_counter': getGroupCounter,
  'group_open_http_svc.delete_group_counter': deleteGroupCounter,
};

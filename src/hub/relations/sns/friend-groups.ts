import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { SigError } from '../../../im/sig-error.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { FRIEND_GROUPS } from '../../store/collections.js';
import { result } from './result.js';

const BAD_BODY = CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS;
const from = { From_Account: z.string().optional() };
const groupName = z.string().min(1).max(30);

type FriendGroups = z.output<typeof FRIEND_GROUPS.schema>;

export function friendGroupsOf(context: HubContext, owner: string): FriendGroups {
  return context.store.document(FRIEND_GROUPS, owner) ?? [];
}

function putGroups(context: HubContext, owner: string, groups: FriendGroups): void {
  if (groups.length > 0) context.store.putDocument(FRIEND_GROUPS, [owner], groups);
  else context.store.deleteDocument(FRIEND_GROUPS, owner);
}

/** Puts a friend into a group, which is made where there is none. */
export function putInFriendGroup(context: HubContext, owner: string, name: string, friend: string): void {
  const groups = friendGroupsOf(context, owner);
  const known = groups.find((each) => each.name === name);
  if (!known) putGroups(context, owner, [...groups, { name, friends: [friend] }]);
  else if (!known.friends.includes(friend)) {
    const friends = [...known.friends, friend];
    putGroups(
      context,
      owner,
      groups.map((each) => (each === known ? { name, friends } : each)),
    );
  }
}

/** Takes one who is a friend no more out of all groups. */
export function leaveFriendGroups(context: HubContext, owner: string, friend: string): void {
  const groups = friendGroupsOf(context, owner);
  if (!groups.some(({ friends }) => friends.includes(friend))) return;
  putGroups(
    context,
    owner,
    groups.map(({ name, friends }) => ({ name, friends: friends.filter((each) => each !== friend) })),
  );
}

/** Makes groups, and puts friends into them. */
export const groupAdd = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    GroupName: z.array(groupName).min(1).max(100),
    To_Account: z.array(z.string()).max(1000).optional(),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    const known = friendGroupsOf(context, owner);
    const made = body.GroupName.filter((name) => !known.some((each) => each.name === name));
    putGroups(context, owner, [...known, ...made.map((name) => ({ name, friends: [] }))]);
    const ResultItem = (body.To_Account ?? []).map((To_Account) => {
      if (!context.store.friend(owner, To_Account))
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_DEL_NONFRIEND, 'is no friend');
      for (const name of body.GroupName) putInFriendGroup(context, owner, name, To_Account);
      return result(To_Account, 0, '');
    });
    const failed = ResultItem.filter(({ ResultCode }) => ResultCode !== 0);
    return {
      ResultItem,
      ...(failed.length > 0 && { Fail_Account: failed.map(({ To_Account }) => To_Account) }),
      CurrentSequence: 0,
      ErrorDisplay: '',
    };
  },
);

/** Deletes groups; their friends stay. */
export const groupDelete = command(
  BAD_BODY,
  z.looseObject({ ...from, GroupName: z.array(groupName).min(1).max(100) }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    putGroups(
      context,
      owner,
      friendGroupsOf(context, owner).filter(({ name }) => !body.GroupName.includes(name)),
    );
    return { CurrentSequence: 0, ErrorDisplay: '' };
  },
);

/** Renames a group, and takes friends in and out. */
export const groupUpdate = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    GroupOldName: groupName,
    GroupNewName: groupName.optional(),
    UpdateGroupItem: z
      .array(z.looseObject({ To_Account: z.string(), UpdateType: z.string() }))
      .max(1000)
      .optional(),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    const groups = friendGroupsOf(context, owner);
    const group = groups.find(({ name }) => name === body.GroupOldName);
    if (!group) throw new SigError(BAD_BODY, `there is no group ${body.GroupOldName} of friends`);
    let { friends } = group;
    const ResultItem = (body.UpdateGroupItem ?? []).map(({ To_Account, UpdateType }) => {
      const adds = UpdateType === 'Update_Type_Add';
      if (adds && !context.store.friend(owner, To_Account))
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_DEL_NONFRIEND, 'is no friend');
      const others = friends.filter((each) => each !== To_Account);
      friends = adds ? [...others, To_Account] : others;
      return result(To_Account, 0, '');
    });
    const name = body.GroupNewName ?? group.name;
    putGroups(
      context,
      owner,
      groups.map((each) => (each === group ? { name, friends } : each)),
    );
    return { ResultItem, CurrentSequence: 0, ErrorDisplay: '' };
  },
);

/** All groups, or those of certain names, with the friends in them. */
export const groupGet = command(
  BAD_BODY,
  z.looseObject({ ...from, GroupName: z.array(z.string()).optional(), NeedFriend: z.string().optional() }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    const { GroupName: names = [] } = body;
    const groups = friendGroupsOf(context, owner).filter(
      ({ name }) => names.length === 0 || names.includes(name),
    );
    return {
      ResultItem: groups.map(({ name, friends }) => ({
        ...{ GroupName: name, FriendNumber: friends.length, To_Account: friends },
      })),
      CurrentSequence: 0,
      ErrorDisplay: '',
    };
  },
);

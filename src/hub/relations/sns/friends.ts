import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { accountOf } from '../../accounts/accounts.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { profileItems } from '../../accounts/profile.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Friend } from '../../store/store.js';
import { friendGroupsOf, putInFriendGroup } from './friend-groups.js';
import { befriend, FRIENDS_CHANGE, unfriend } from './friendship.js';
import { ask } from './requests.js';
import { result, results } from './result.js';

/** Friends per answer. */
const PAGE = 100;

/** A user who wants to be asked first (profile tag AllowType) leaves the request pending; the others become friends at once. */
export const friendAdd = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    AddFriendItem: z
      .array(
        z.looseObject({
          To_Account: z.string(),
          Remark: z.string().optional(),
          AddWording: z.string().optional(),
          AddSource: z.string().optional(),
          GroupName: z.string().max(30).optional(),
        }),
      )
      .min(1)
      .max(1000),
    AddType: z.string().optional(),
    /** 1: administrators need not be let in. */
    ForceAddFlags: z.number().optional(),
  }),
  (context, session, body) => {
    const from = actingFor(context, session, body.From_Account, FRIENDS);
    const both = body.AddType !== 'Add_Type_Single';
    const force = session.admin && body.ForceAddFlags === 1;
    return results(
      body.AddFriendItem.map(({ To_Account, Remark, AddWording = '', AddSource, GroupName }) => {
        const code = refusal(context, from, To_Account, force);
        const notes = { remark: Remark, source: AddSource, groupName: GroupName };
        if (code === CODE.ERR_SVR_FRIENDSHIP_ALLOW_TYPE_NEED_CONFIRM)
          ask(context, from, To_Account, AddWording, notes);
        if (code === 0) {
          befriend(context, from, To_Account, notes);
          if (both) befriend(context, To_Account, from, { source: AddSource });
        }
        return result(To_Account, code, code === 0 ? '' : (REASONS[code] ?? ''));
      }),
    );
  },
);

const REASONS: Readonly<Record<number, string>> = {
  [CODE.ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND]: 'no such account',
  [CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS]: 'is a friend already, or oneself',
  [CODE.ERR_SVR_FRIENDSHIP_IN_SELF_BLACKLIST]: 'is on your own block list',
  [CODE.ERR_SVR_FRIENDSHIP_ALLOW_TYPE_DENY_ANY]: 'takes no requests',
  [CODE.ERR_SVR_FRIENDSHIP_IN_PEER_BLACKLIST]: 'has you on the block list',
  [CODE.ERR_SVR_FRIENDSHIP_ALLOW_TYPE_NEED_CONFIRM]: 'has to agree first',
};

function refusal(context: HubContext, from: string, to: string, force: boolean): number {
  if (from === to || context.store.friend(from, to)) return CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS;
  const account = accountOf(context, to);
  if (!account) return CODE.ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND;
  if (context.store.blocks(from, to)) return CODE.ERR_SVR_FRIENDSHIP_IN_SELF_BLACKLIST;
  if (context.store.blocks(to, from)) return CODE.ERR_SVR_FRIENDSHIP_IN_PEER_BLACKLIST;
  const allow = account.profile.Tag_Profile_IM_AllowType;
  if (force || context.store.friend(to, from)) return 0;
  if (allow === 'AllowType_Type_DenyAny') return CODE.ERR_SVR_FRIENDSHIP_ALLOW_TYPE_DENY_ANY;
  return allow === 'AllowType_Type_NeedConfirm' ? CODE.ERR_SVR_FRIENDSHIP_ALLOW_TYPE_NEED_CONFIRM : 0;
}

export const friendDelete = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    To_Account: z.array(z.string()).min(1).max(1000),
    DeleteType: z.string().optional(),
  }),
  (context, session, body) => {
    const from = actingFor(context, session, body.From_Account, FRIENDS);
    const both = body.DeleteType === 'Delete_Type_Both';
    return {
      ResultItem: body.To_Account.map((To_Account) => {
        const known = context.store.friend(from, To_Account);
        if (!known) return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_DEL_NONFRIEND, 'is no friend');
        unfriend(context, from, To_Account);
        if (both) unfriend(context, To_Account, from);
        return result(To_Account, 0, '');
      }),
    };
  },
);

/** The app's own fields of a friend. */
function isCustom(tag: string): boolean {
  return /^Tag_SNS_Custom_\w{1,64}$/.test(tag);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** Changes what a user notes of friends: remark and the app's own fields. The user's other devices are told. */
export const friendUpdate = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    UpdateItem: z
      .array(
        z.looseObject({
          To_Account: z.string(),
          SnsItem: z.array(z.looseObject({ Tag: z.string(), Value: z.unknown() })),
        }),
      )
      .min(1)
      .max(100),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    return {
      ResultItem: body.UpdateItem.map(({ To_Account, SnsItem }) => {
        const friend = context.store.friend(owner, To_Account);
        if (!friend) return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, 'is no friend');
        const remark = SnsItem.find(({ Tag }) => Tag === 'Tag_SNS_IM_Remark')?.Value;
        const custom = SnsItem.filter(({ Tag, Value }) => isCustom(Tag) && isPlain(Value));
        context.store.putFriend(owner, {
          ...friend,
          ...(typeof remark === 'string' && { remark }),
          ...(custom.length > 0 && {
            custom: { ...friend.custom, ...Object.fromEntries(custom.map(({ Tag, Value }) => [Tag, Value])) },
          }),
        });
        const Sns = friendTags(context, owner, context.store.friend(owner, To_Account)!);
        const FriendUpInfo = [{ Friend_Account: To_Account, Sns }];
        const change = { PushType: FRIENDS_CHANGE.updated, FriendUpInfo };
        context.pushTo(owner, { Event: 7, FriendListMod: [change] }, session);
        return result(To_Account, 0, '');
      }),
    };
  },
);

/** All friends, by pages. */
export const friendGet = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({ From_Account: z.string().optional(), StartIndex: z.int().min(0).optional() }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    const all = context.store.friends(owner);
    const start = body.StartIndex ?? 0;
    const end = Math.min(start + PAGE, all.length);
    return {
      UserDataItem: all.slice(start, end).map((friend) => ({
        To_Account: friend.userID,
        ValueItem: friendTags(context, owner, friend).concat(profileItems(context, friend.userID)),
      })),
      StandardSequence: 0,
      CustomSequence: 0,
      FriendNum: all.length,
      CompleteFlag: end >= all.length ? 1 : 0,
      NextStartIndex: end >= all.length ? 0 : end,
    };
  },
);

/** Certain friends: their tags, and their profiles'. */
export const friendGetList = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({ From_Account: z.string().optional(), To_Account: z.array(z.string()).min(1).max(100) }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    return {
      InfoItem: body.To_Account.map((To_Account) => {
        const friend = context.store.friend(owner, To_Account);
        if (!friend)
          return {
            ...result(To_Account, CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, 'is no friend'),
            SnsProfileItem: [],
          };
        const SnsProfileItem = friendTags(context, owner, friend).concat(profileItems(context, To_Account));
        return { ...result(To_Account, 0, ''), SnsProfileItem };
      }),
    };
  },
);

function friendTags(context: HubContext, owner: string, friend: Friend): { Tag: string; Value: unknown }[] {
  const groups = friendGroupsOf(context, owner).filter(({ friends }) => friends.includes(friend.userID));
  return [
    { Tag: 'Tag_SNS_IM_Remark', Value: friend.remark },
    { Tag: 'Tag_SNS_IM_AddTime', Value: friend.addTime },
    ...(friend.source === undefined ? [] : [{ Tag: 'Tag_SNS_IM_AddSource', Value: friend.source }]),
    ...(groups.length === 0 ? [] : [{ Tag: 'Tag_SNS_IM_Group', Value: groups.map(({ name }) => name) }]),
    ...Object.entries(friend.custom ?? {}).map(([Tag, Value]) => ({ Tag, Value })),
  ];
}

/** Who is whose friend. */
export const friendCheck = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    To_Account: z.array(z.string()).min(1).max(1000),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    return {
      InfoItem: body.To_Account.map((To_Account) => {
        const own = context.store.friend(owner, To_Account) !== undefined;
        const others = context.store.friend(To_Account, owner) !== undefined;
        return { ...result(To_Account, 0, ''), Relation: relation(own, others) };
      }),
    };
  },
);

/** A is who asks, B the other: who has the other as a friend. */
function relation(own: boolean, others: boolean): string {
  if (own && others) return 'CheckResult_Type_BothWay';
  if (own) return 'CheckResult_Type_AWithB';
  return others ? 'CheckResult_Type_BWithA' : 'CheckResult_Type_NoRelation';
}

/** REST: friends as they were elsewhere, in one direction; nobody is asked. */
export const friendImport = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string(),
    AddFriendItem: z
      .array(
        z.looseObject({
          To_Account: z.string(),
          Remark: z.string().optional(),
          AddSource: z.string().optional(),
          AddTime: z.int().min(0).optional(),
          GroupName: z.array(z.string().min(1).max(30)).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    return results(
      body.AddFriendItem.map(({ To_Account, Remark, AddSource, AddTime, GroupName = [] }) => {
        if (To_Account === owner)
          return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, 'is oneself');
        if (!accountOf(context, To_Account))
          return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND, 'no such account');
        befriend(context, owner, To_Account, { remark: Remark, source: AddSource });
        const friend = context.store.friend(owner, To_Account)!;
        if (AddTime !== undefined) context.store.putFriend(owner, { ...friend, addTime: AddTime });
        for (const name of GroupName) putInFriendGroup(context, owner, name, To_Account);
        return result(To_Account, 0, '');
      }),
    );
  },
  { adminOnly: true },
);

/** REST: ends all friendships of a user. */
export const friendDeleteAll = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({ From_Account: z.string(), DeleteType: z.string().optional() }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    for (const { userID } of context.store.friends(owner)) {
      unfriend(context, owner, userID);
      if (body.DeleteType === 'Delete_Type_Both' || body.DeleteType === 'CheckResult_Type_Both') {
        unfriend(context, userID, owner);
      }
    }
    return {};
  },
  { adminOnly: true },
);

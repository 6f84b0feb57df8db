import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { accountOf } from '../../accounts/accounts.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { profileItems } from '../../accounts/profile.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { befriend, unfriend } from './friendship.js';
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
      body.AddFriendItem.map(({ To_Account, Remark = '', AddWording = '' }) => {
        const code = refusal(context, from, To_Account, force);
        if (code === CODE.ERR_SVR_FRIENDSHIP_ALLOW_TYPE_NEED_CONFIRM)
          ask(context, from, To_Account, AddWording);
        if (code === 0) {
          befriend(context, from, To_Account, Remark);
          if (both) befriend(context, To_Account, from, '');
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

/** Changes a friend's remark. */
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
        if (typeof remark === 'string') context.store.putFriend(owner, { ...friend, remark });
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
    const all = context.store.friends(actingFor(context, session, body.From_Account, FRIENDS));
    const start = body.StartIndex ?? 0;
    const end = Math.min(start + PAGE, all.length);
    return {
      UserDataItem: all.slice(start, end).map((friend) => ({
        To_Account: friend.userID,
        ValueItem: friendTags(friend).concat(profileItems(context, friend.userID)),
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
        const SnsProfileItem = friendTags(friend).concat(profileItems(context, To_Account));
        return { ...result(To_Account, 0, ''), SnsProfileItem };
      }),
    };
  },
);

function friendTags(friend: { remark: string; addTime: number }): { Tag: string; Value: unknown }[] {
  return [
    { Tag: 'Tag_SNS_IM_Remark', Value: friend.remark },
    { Tag: 'Tag_SNS_IM_AddTime', Value: friend.addTime },
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

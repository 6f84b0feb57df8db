import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { accountOf } from '../accounts/accounts.js';
import { actingFor, FRIENDS } from '../accounts/acting-for.js';
import { profileItems } from '../accounts/profile.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { FOLLOWING } from '../store/collections.js';
import { result } from './sns/result.js';

const BAD_BODY = CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS;
const from = { From_Account: z.string().optional() };
const users = z.array(z.string()).min(1).max(1000);

/** Which users follow_get lists (vendor's page on follow_get). */
const LIST = { followers: 1, following: 2, mutual: 3 } as const;

function followersOf(context: HubContext, userID: string): string[] {
  const all = context.store.documents(FOLLOWING);
  return all.filter(({ key }) => key[1] === userID).map(({ key }) => key[0]);
}

function followedBy(context: HubContext, userID: string): string[] {
  return context.store.documents(FOLLOWING, userID).map(({ key }) => key[1]);
}

function follows(context: HubContext, userID: string, other: string): boolean {
  return context.store.document(FOLLOWING, userID, other) !== undefined;
}

/** 0 neither follows the other, 1 the other follows, 2 oneself does, 3 both (vendor's page on follow_check). */
function followType(context: HubContext, userID: string, other: string): number {
  const one = follows(context, other, userID) ? 1 : 0;
  return one + (follows(context, userID, other) ? 2 : 0);
}

const followAdd = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    FollowItem: z
      .array(z.looseObject({ To_Account: z.string() }))
      .min(1)
      .max(20),
  }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const ResultItem = body.FollowItem.map(({ To_Account }) => {
      if (To_Account === self) return result(To_Account, BAD_BODY, 'nobody follows oneself');
      if (!accountOf(context, To_Account))
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND, 'no such account');
      if (!follows(context, self, To_Account)) {
        context.store.putDocument(FOLLOWING, [self, To_Account], context.seconds());
      }
      return result(To_Account, 0, '');
    });
    return { ResultItem, ErrorDisplay: '' };
  },
);

const followDelete = command(
  BAD_BODY,
  z.looseObject({ ...from, To_Account: users }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const ResultItem = body.To_Account.map((To_Account) => {
      context.store.deleteDocument(FOLLOWING, self, To_Account);
      return result(To_Account, 0, '');
    });
    return { ResultItem, ErrorDisplay: '' };
  },
);

/** A page of those who follow a user, whom the user follows, or both; StartCursor says where it begins. */
const followGet = command(
  BAD_BODY,
  z.looseObject({
    ...from,
    FollowType: z.literal(Object.values(LIST)),
    StartCursor: z.string().optional(),
    WantNum: z.int().min(1).optional(),
  }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const following = followedBy(context, self);
    const all =
      body.FollowType === LIST.followers
        ? followersOf(context, self)
        : body.FollowType === LIST.following
          ? following
          : following.filter((other) => follows(context, other, self));
    const start = Number(body.StartCursor) || 0;
    const end = Math.min(start + (body.WantNum ?? 100), all.length);
    return {
      FollowItem: all.slice(start, end).map((userID) => ({
        ...{ To_Account: userID, User_Account: userID },
        FollowTime:
          context.store.document(FOLLOWING, self, userID) ?? context.store.document(FOLLOWING, userID, self),
        ProfileItem: profileItems(context, userID),
        ProfileList: profileItems(context, userID),
      })),
      NextCursor: end < all.length ? String(end) : '',
    };
  },
);

/** How many follow certain users, are followed by them, or both. */
const followGetInfo = command(
  BAD_BODY,
  z.looseObject({ ...from, To_Account: users }),
  (context, _session, body) => {
    const FollowInfo = body.To_Account.map((userID) => {
      const following = followedBy(context, userID);
      const followers = followersOf(context, userID).length;
      const mutual = following.filter((other) => follows(context, other, userID)).length;
      return {
        ...{ To_Account: userID, User_Account: userID, ResultCode: 0, ResultInfo: '' },
        // REST and Web SDK 3.6 name two of the three differently.
        ...{ FollowerCount: followers, FollowingCount: following.length, MutualFollowingCount: mutual },
        ...{ FollowersCount: followers, MutualFollowersCount: mutual },
      };
    });
    return { FollowInfo, FollowInfoList: FollowInfo, ErrorDisplay: '' };
  },
);

const followCheck = command(
  BAD_BODY,
  z.looseObject({ ...from, To_Account: users }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const ResultItem = body.To_Account.map((To_Account) => ({
      ...result(To_Account, 0, ''),
      User_Account: To_Account,
      FollowType: followType(context, self, To_Account),
    }));
    return { ResultItem, ErrorDisplay: '' };
  },
);

/** Users follow others without being asked for it or telling them. */
export const follow: CommandTable = {
  'follow.follow_add': followAdd,
  'follow.follow_delete': followDelete,
  'follow.follow_get': followGet,
  'follow.follow_get_info': followGetInfo,
  'follow.follow_check': followCheck,
};

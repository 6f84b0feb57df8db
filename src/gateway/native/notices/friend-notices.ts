import { TYPE } from '../messages.js';
import { FriendsChanged } from '../proto/generated/notices.js';
import { notice, type PushParts, type PushTranslator, SUBTYPE } from './notice.js';

/** One of the hub's notices of friends; exactly one of these is there. */
interface FriendListMod {
  FriendAdd_Account?: string[];
  FriendDel_Account?: string[];
  BlackListAdd_Account?: string[];
  BlackListDel_Account?: string[];
  PendencyAdd?: {
    PendencyAdd_Account: string;
    ProfileImNick: string;
    AddWording: string;
    AddTime: number;
  }[];
}

/** FriendsChanged.kind */
const KIND = { added: 1, deleted: 2, requests: 3, blocked: 5, unblocked: 6 } as const;

/** Friends, requests to become one, and block lists. */
export const friendsChanged: PushTranslator = ({ FriendListMod = [] }, parts) =>
  (FriendListMod as FriendListMod[]).flatMap((change) => {
    const content = contentOf(change, parts);
    return content
      ? [notice(parts, { type: TYPE.c2c, subtype: SUBTYPE.friends }, FriendsChanged, content)]
      : [];
  });

function contentOf(change: FriendListMod, { names }: PushParts): FriendsChanged | undefined {
  const users = (userIDs: readonly string[]) => userIDs.map((userID) => ({ tinyId: names.tinyID(userID) }));
  const { FriendAdd_Account, FriendDel_Account, BlackListAdd_Account, BlackListDel_Account } = change;
  if (FriendAdd_Account) return { kind: KIND.added, added: users(FriendAdd_Account) };
  if (FriendDel_Account) return { kind: KIND.deleted, deleted: users(FriendDel_Account) };
  if (BlackListAdd_Account) return { kind: KIND.blocked, blocked: users(BlackListAdd_Account) };
  if (BlackListDel_Account) return { kind: KIND.unblocked, unblocked: users(BlackListDel_Account) };
  if (!change.PendencyAdd) return undefined;
  return {
    kind: KIND.requests,
    requests: change.PendencyAdd.map((request) => ({
      tinyId: names.tinyID(request.PendencyAdd_Account),
      addedAt: request.AddTime,
      wording: request.AddWording,
      nick: request.ProfileImNick,
    })),
  };
}

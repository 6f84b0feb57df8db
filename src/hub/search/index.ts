import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { groupType } from '../../im/group-types.js';
import { NICK } from '../accounts/accounts.js';
import { profileItems } from '../accounts/profile.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { groupRow } from '../groups/group_open_http_svc/rows.js';
import { isThereFor } from '../messages/deletions.js';
import type { Peer, StoredMessage } from '../store/store.js';
import { matches, page, textOf, words } from './keywords.js';

const BAD_BODY = CODE.ERR_SVR_COMM_JSON_PARSE_FAILED;

/** So many messages of a conversation are looked through, newest first. */
const LOOKED_THROUGH = 5000;

const paging = { Count: z.int().min(1).max(100).optional(), Cursor: z.string().optional() };
const query = { Keywords: words, KeywordMatchType: z.number().optional(), ...paging };

function history(context: HubContext, owner: string, peer: Peer): StoredMessage[] {
  const { clearedID } = context.store.mark(owner, peer);
  const isThere = isThereFor(context, owner);
  const all =
    peer.groupID === undefined
      ? context.store.c2cHistory(owner, peer.userID, { limit: LOOKED_THROUGH })
      : context.store.groupHistory(peer.groupID, { limit: LOOKED_THROUGH });
  return all.filter((message) => !message.recalled && message.id > clearedID && isThere(message));
}

/** The caller's own messages, by conversation. */
const messages = command(
  BAD_BODY,
  z.looseObject({
    KeywordList: words,
    MatchType: z.enum(['or', 'and']).optional(),
    SendUserIDList: z.array(z.string()).max(5).optional(),
    MsgTypeList: z.array(z.string()).optional(),
    /** One conversation only. */
    GroupID: z.string().optional(),
    PeerAccount: z.string().optional(),
    /** Unix seconds: from so many seconds before TimePosition to it. */
    TimePosition: z.number().optional(),
    TimePeriod: z.number().optional(),
    ...paging,
  }),
  (context, session, body) => {
    const owner = session.userID;
    const keywords = { words: body.KeywordList ?? [], all: body.MatchType === 'and' };
    const until = body.TimePosition || Number.POSITIVE_INFINITY;
    const since = body.TimePeriod ? Math.min(until, context.seconds()) - body.TimePeriod : 0;
    const wanted = ({ wire }: StoredMessage) =>
      wire.MsgTime >= since &&
      wire.MsgTime <= until &&
      (!body.SendUserIDList?.length || body.SendUserIDList.includes(wire.From_Account)) &&
      (!body.MsgTypeList?.length ||
        wire.MsgBody.some(({ MsgType }) => body.MsgTypeList!.includes(MsgType))) &&
      matches(keywords, textOf(wire.MsgBody));
    const found = context.store
      .conversations(owner)
      .map(({ peer }) => peer)
      .filter(({ userID, groupID }) => {
        if (body.GroupID) return groupID === body.GroupID;
        return !body.PeerAccount || userID === body.PeerAccount;
      })
      .map((peer) => ({ peer, list: history(context, owner, peer).filter(wanted) }))
      .filter(({ list }) => list.length > 0);
    const { rows, ...place } = page(found, body.Cursor, body.Count ?? 20);
    const one = body.GroupID !== undefined || body.PeerAccount !== undefined;
    return {
      ...place,
      SearchResult: rows.map(({ peer, list }) => ({
        ...(peer.groupID === undefined ? { User_Account: peer.userID } : { GroupId: peer.groupID }),
        MsgCount: list.length,
        // Of many conversations, only what came last (vendor's page on cloud search).
        MsgList: (one ? list : list.slice(0, 1)).map(({ wire }) => wire),
      })),
    };
  },
);

/** All groups that can be found: by id or name. */
const groups = command(
  BAD_BODY,
  z.looseObject({ ...query, GroupTypeList: z.array(z.string()).optional() }),
  (context, session, body) => {
    const keywords = { words: body.Keywords ?? [], all: body.KeywordMatchType === 1 };
    const types = body.GroupTypeList?.map(groupType);
    const found = context.store.groups().filter(({ groupID, name, type }) => {
      if (types?.length && !types.includes(type)) return false;
      // Nobody from outside can get into a Work group: it is found by its members only.
      if (type === 'Work' && !context.store.member(groupID, session.userID)) return false;
      return matches(keywords, `${groupID} ${name}`);
    });
    const { rows, ...place } = page(found, body.Cursor, body.Count ?? 20);
    return { ...place, Groups: rows.map((group) => groupRow(context, group)) };
  },
);

/** All users, by id or nick. */
const users = command(BAD_BODY, z.looseObject(query), (context, _session, body) => {
  const keywords = { words: body.Keywords ?? [], all: body.KeywordMatchType === 1 };
  const found = context.store
    .accounts()
    .filter(({ userID, profile }) => matches(keywords, `${userID} ${profile[NICK] ?? ''}`));
  const { rows, ...place } = page(found, body.Cursor, body.Count ?? 20);
  return {
    ...place,
    Users: rows.map(({ userID }) => ({ User_Account: userID, ProfileItems: profileItems(context, userID) })),
  };
});

/** Members of the caller's groups, by id, nick or name card. */
const groupMembers = command(
  BAD_BODY,
  z.looseObject({ ...query, GroupIdList: z.array(z.string()).optional() }),
  (context, session, body) => {
    const keywords = { words: body.Keywords ?? [], all: body.KeywordMatchType === 1 };
    const own = context.store.groupsOf(session.userID);
    const wanted = body.GroupIdList?.length ? own.filter((id) => body.GroupIdList!.includes(id)) : own;
    const found = wanted.flatMap((groupID) =>
      context.store.members(groupID).flatMap(({ userID, nameCard, role, joinTime }) => {
        const nick = context.store.account(userID)?.profile[NICK] ?? '';
        if (!matches(keywords, `${userID} ${nick} ${nameCard}`)) return [];
        const member = { User_Account: userID, Member_Account: userID, NameCard: nameCard, NickName: nick };
        return [{ GroupId: groupID, ...member, Role: role, JoinTime: joinTime }];
      }),
    );
    const { rows, ...place } = page(found, body.Cursor, body.Count ?? 20);
    return { ...place, GroupMembers: rows };
  },
);

/** The vendor's cloud search, over what this hub holds. */
export const search: CommandTable = {
  'message_search.query': messages,
  'group_search.query': groups,
  'user_search.query': users,
  'group_member_search.query': groupMembers,
};

import { z } from 'zod';
import { groupType } from '../../../im/group-types.js';
import { actingFor, GROUPS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { Hub } from '../../core/hub.js';
import type { Group, Member } from '../../store/store.js';
import { groupOf } from '../groups.js';
import { only, responseFilter } from './filters.js';
import { groupRow, memberRow } from './rows.js';

const groupIDs = z.looseObject({ GroupIdList: z.array(z.string()).min(1).max(100) });

/**
 * The groups a user is in, by pages. A backend gets of each group what its filters name, and rooms only when it asks for
 * them (vendor's page); an SDK gets all.
 */
export const getJoinedGroupList = command(
  10004,
  z.looseObject({
    Member_Account: z.string().optional(),
    Limit: z.int().min(0).optional(),
    Offset: z.int().min(0).optional(),
    GroupType: z.string().optional(),
    WithHugeGroups: z.number().optional(),
    ResponseFilter: responseFilter,
  }),
  (hub, session, body) => {
    const { Offset = 0, Limit, GroupType, WithHugeGroups, ResponseFilter = {} } = body;
    const userID = actingFor(hub, session, body.Member_Account, GROUPS);
    const all = hub.store
      .groupsOf(userID)
      .map((groupID) => groupOf(hub, groupID))
      .filter(({ type }) => {
        if (GroupType) return type === groupType(GroupType);
        return !session.admin || type !== 'AVChatRoom' || WithHugeGroups === 1;
      });
    const page = all.slice(Offset, Limit ? Offset + Limit : undefined);
    const filters = session.admin
      ? { group: ResponseFilter.GroupBaseInfoFilter ?? [], self: ResponseFilter.SelfInfoFilter }
      : undefined;
    return { TotalCount: all.length, GroupIdList: page.map((group) => rowFor(hub, group, userID, filters)) };
  },
);

/** @param filters the names of the fields wanted; without any, all */
function rowFor(
  hub: Hub,
  group: Group,
  userID: string,
  filters?: { group: readonly string[]; self: readonly string[] | undefined },
): Record<string, unknown> {
  const row = only(groupRow(hub, group), filters?.group);
  const member = hub.store.member(group.groupID, userID);
  if (!member || (filters && !filters.self)) return row;
  const { Member_Account: _, ...SelfInfo } = only(memberRow(hub, group, member), filters?.self);
  return { ...row, SelfInfo };
}

/** A group's data with the caller's own membership; Web SDK 3.6 asks at a group's first message. */
export const getGroupSelfMemberInfo = command(10004, groupIDs, (hub, session, body) => ({
  GroupInfo: body.GroupIdList.map((groupID) => {
    const group = hub.store.group(groupID);
    if (!group) return missing(groupID);
    const member = hub.store.member(groupID, session.userID);
    if (!member) return { GroupId: groupID, ErrorCode: 10007, ErrorInfo: `no member of ${groupID}` };
    const own = memberRow(hub, group, member);
    return { ErrorCode: 0, ErrorInfo: '', ...groupRow(hub, group), MemberList: [own], SelfInfo: own };
  }),
}));

/** What everyone may know of a group. */
export const getGroupPublicInfo = command(10004, groupIDs, (hub, _session, body) => ({
  GroupInfo: body.GroupIdList.map((groupID) => {
    const group = hub.store.group(groupID);
    return group ? { ErrorCode: 0, ErrorInfo: '', ...groupRow(hub, group) } : missing(groupID);
  }),
}));

/** A group's data with all its members; members and administrators may ask. Filters are for backends. */
export const getGroupInfo = command(
  10004,
  groupIDs.extend({ ResponseFilter: responseFilter }),
  (hub, session, { GroupIdList, ResponseFilter }) => {
    const filter = session.admin ? ResponseFilter : undefined;
    return {
      GroupInfo: GroupIdList.map((groupID) => {
        const group = hub.store.group(groupID);
        if (!group) return missing(groupID);
        const all = { ErrorCode: 0, ErrorInfo: '', ...groupRow(hub, group) };
        const row = only(all, filter?.GroupBaseInfoFilter);
        if (!session.admin && !hub.store.member(groupID, session.userID)) return row;
        if (filter && !filter.MemberInfoFilter) return row;
        const members = hub.store.members(groupID);
        const MemberList = members.map((each) => only(memberRow(hub, group, each), filter?.MemberInfoFilter));
        return { ...row, MemberList };
      }),
    };
  },
);

function missing(groupID: string): Record<string, unknown> {
  return { GroupId: groupID, ErrorCode: 10010, ErrorInfo: `group ${groupID} does not exist` };
}

/** A group's members, by pages and roles. */
export const getGroupMemberInfo = command(
  10004,
  z.looseObject({
    GroupId: z.string(),
    Limit: z.int().min(0).optional(),
    Offset: z.int().min(0).optional(),
    MemberRoleFilter: z.array(z.string()).optional(),
    MemberInfoFilter: z.array(z.string()).optional(),
  }),
  (hub, session, body) => {
    const group = groupOf(hub, body.GroupId);
    const { MemberRoleFilter: roles = [], Offset = 0, Limit } = body;
    const filter = session.admin ? body.MemberInfoFilter : undefined;
    const members = hub.store.members(group.groupID);
    const wanted = roles.length > 0 ? members.filter(({ role }) => roles.includes(role)) : members;
    const page = wanted.slice(Offset, Limit ? Offset + Limit : undefined);
    return {
      MemberNum: members.length,
      MemberList: page.map((member) => only(withNick(hub, group, member), filter)),
      AppMemberDefinedData: [],
      Next: '',
    };
  },
);

/** Members by name. */
export const getSpecifiedGroupMemberInfo = command(
  10004,
  z.looseObject({ GroupId: z.string(), Member_List_Account: z.array(z.string()).max(100) }),
  (hub, _session, body) => {
    const group = groupOf(hub, body.GroupId);
    const members = body.Member_List_Account.map((userID) => hub.store.member(group.groupID, userID));
    return {
      MemberList: members
        .filter((member) => member !== undefined)
        .map((member) => withNick(hub, group, member)),
    };
  },
);

function withNick(hub: Hub, group: Group, member: Member): Record<string, unknown> {
  const profile = hub.store.account(member.userID)?.profile ?? {};
  return {
    ...memberRow(hub, group, member),
    NickName: profile.Tag_Profile_IM_Nick ?? '',
    FaceUrl: profile.Tag_Profile_IM_Image ?? '',
  };
}

/** Whether users are members, and in which role. */
export const getRoleInGroup = command(
  10004,
  z.looseObject({ GroupId: z.string(), User_Account: z.array(z.string()).max(500) }),
  (hub, _session, body) => {
    const { groupID } = groupOf(hub, body.GroupId);
    return {
      UserIdList: body.User_Account.map((Member_Account) => ({
        Member_Account,
        Role: hub.store.member(groupID, Member_Account)?.role ?? 'NotMember',
      })),
    };
  },
);

/** All groups there are. */
export const getAppidGroupList = command(
  10004,
  z.looseObject({
    Limit: z.int().min(0).optional(),
    Next: z.int().min(0).optional(),
    GroupType: z.string().optional(),
  }),
  (hub, _session, body) => {
    const { Limit = 10_000, Next = 0, GroupType } = body;
    const all = hub.store.groups().filter((group) => !GroupType || group.type === groupType(GroupType));
    const page = all.slice(Next, Next + Limit);
    const end = Next + page.length;
    return {
      TotalCount: all.length,
      GroupIdList: page.map((group) => ({ GroupId: group.groupID })),
      Next: end < all.length ? end : 0,
    };
  },
  { adminOnly: true },
);

/** How many members have a session. */
export const getOnlineMemberNum = command(
  10004,
  z.looseObject({ GroupId: z.string() }),
  (hub, _session, body) => {
    const members = hub.store.members(groupOf(hub, body.GroupId).groupID);
    return { OnlineMemberNum: members.filter(({ userID }) => hub.sessions.isOnline(userID)).length };
  },
);

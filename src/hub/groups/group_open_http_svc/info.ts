import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { groupType } from '../../../im/group-types.js';
import { actingFor, GROUPS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { Group, Member } from '../../store/store.js';
import { groupOf, membershipOf } from '../groups.js';
import { only, responseFilter } from './filters.js';
import { groupRow, memberRow } from './rows.js';

const groupIDs = z.looseObject({ GroupIdList: z.array(z.string()).min(1).max(100) });

/**
 * The groups a user is in, by pages. A backend gets of each group what its filters name, and rooms only when it asks for
 * them (vendor's page on get_group_info); an SDK gets all.
 */
export const getJoinedGroupList = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    Member_Account: z.string().optional(),
    Limit: z.int().min(0).optional(),
    Offset: z.int().min(0).optional(),
    GroupType: z.string().optional(),
    WithHugeGroups: z.number().optional(),
    ResponseFilter: responseFilter,
  }),
  (context, session, body) => {
    const { Offset = 0, Limit, GroupType, WithHugeGroups, ResponseFilter = {} } = body;
    const userID = actingFor(context, session, body.Member_Account, GROUPS);
    const all = context.store
      .groupsOf(userID)
      .map((groupID) => groupOf(context, groupID))
      .filter(({ type }) => {
        if (GroupType) return type === groupType(GroupType);
        return !session.admin || type !== 'AVChatRoom' || WithHugeGroups === 1;
      });
    const page = all.slice(Offset, Limit ? Offset + Limit : undefined);
    const filters = session.admin
      ? { group: ResponseFilter.GroupBaseInfoFilter ?? [], self: ResponseFilter.SelfInfoFilter }
      : undefined;
    return {
      TotalCount: all.length,
      GroupIdList: page.map((group) => rowFor(context, group, userID, filters)),
    };
  },
);

/** @param filters the names of the fields wanted; without any, all */
function rowFor(
  context: HubContext,
  group: Group,
  userID: string,
  filters?: { group: readonly string[]; self: readonly string[] | undefined },
): Record<string, unknown> {
  const row = only(groupRow(context, group), filters?.group);
  const member = context.store.member(group.groupID, userID);
  if (!member || (filters && !filters.self)) return row;
  const { Member_Account: _, ...SelfInfo } = only(memberRow(context, group, member), filters?.self);
  return { ...row, SelfInfo };
}

/** A group's data with the caller's own membership; Web SDK 3.6 asks at a group's first message. */
export const getGroupSelfMemberInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  groupIDs,
  (context, session, body) => ({
    GroupInfo: body.GroupIdList.map((groupID) => {
      const group = context.store.group(groupID);
      if (!group) return missing(groupID);
      const member = context.store.member(groupID, session.userID);
      if (!member)
        return {
          GroupId: groupID,
          ErrorCode: CODE.ERR_SVR_GROUP_PERMISSION_DENY,
          ErrorInfo: `no member of ${groupID}`,
        };
      const own = memberRow(context, group, member);
      return { ErrorCode: 0, ErrorInfo: '', ...groupRow(context, group), MemberList: [own], SelfInfo: own };
    }),
  }),
);

/** What everyone may know of a group. */
export const getGroupPublicInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  groupIDs,
  (context, _session, body) => ({
    GroupInfo: body.GroupIdList.map((groupID) => {
      const group = context.store.group(groupID);
      return group ? { ErrorCode: 0, ErrorInfo: '', ...groupRow(context, group) } : missing(groupID);
    }),
  }),
);

/** A group's data with all its members; members and administrators may ask. Filters are for backends. */
export const getGroupInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  groupIDs.extend({ ResponseFilter: responseFilter }),
  (context, session, { GroupIdList, ResponseFilter }) => {
    const filter = session.admin ? ResponseFilter : undefined;
    return {
      GroupInfo: GroupIdList.map((groupID) => {
        const group = context.store.group(groupID);
        if (!group) return missing(groupID);
        const all = { ErrorCode: 0, ErrorInfo: '', ...groupRow(context, group) };
        const row = only(all, filter?.GroupBaseInfoFilter);
        if (!session.admin && !context.store.member(groupID, session.userID)) return row;
        if (filter && !filter.MemberInfoFilter) return row;
        const members = context.store.members(groupID);
        const MemberList = members.map((each) =>
          only(memberRow(context, group, each), filter?.MemberInfoFilter),
        );
        return { ...row, MemberList };
      }),
    };
  },
);

function missing(groupID: string): Record<string, unknown> {
  return {
    GroupId: groupID,
    ErrorCode: CODE.ERR_SVR_GROUP_NOT_FOUND,
    ErrorInfo: `group ${groupID} does not exist`,
  };
}

/** A group's members, by pages and roles. Who belongs to a group is its members' business, as in get_group_info. */
export const getGroupMemberInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    GroupId: z.string(),
    Limit: z.int().min(0).optional(),
    Offset: z.int().min(0).optional(),
    MemberRoleFilter: z.array(z.string()).optional(),
    MemberInfoFilter: z.array(z.string()).optional(),
  }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const { MemberRoleFilter: roles = [], Offset = 0, Limit } = body;
    const filter = session.admin ? body.MemberInfoFilter : undefined;
    const members = context.store.members(group.groupID);
    const wanted = roles.length > 0 ? members.filter(({ role }) => roles.includes(role)) : members;
    const page = wanted.slice(Offset, Limit ? Offset + Limit : undefined);
    return {
      MemberNum: members.length,
      MemberList: page.map((member) => only(withNick(context, group, member), filter)),
      AppMemberDefinedData: [],
      Next: '',
    };
  },
);

/** Members by name. */
export const getSpecifiedGroupMemberInfo = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string(), Member_List_Account: z.array(z.string()).max(100) }),
  (context, session, body) => {
    const group = groupOf(context, body.GroupId);
    membershipOf(context, session, group.groupID);
    const members = body.Member_List_Account.map((userID) => context.store.member(group.groupID, userID));
    return {
      MemberList: members
        .filter((member) => member !== undefined)
        .map((member) => withNick(context, group, member)),
    };
  },
);

function withNick(context: HubContext, group: Group, member: Member): Record<string, unknown> {
  const profile = context.store.account(member.userID)?.profile ?? {};
  return {
    ...memberRow(context, group, member),
    NickName: profile.Tag_Profile_IM_Nick ?? '',
    FaceUrl: profile.Tag_Profile_IM_Image ?? '',
  };
}

/** Whether users are members, and in which role. */
export const getRoleInGroup = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string(), User_Account: z.array(z.string()).max(500) }),
  (context, session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    membershipOf(context, session, groupID);
    return {
      UserIdList: body.User_Account.map((Member_Account) => ({
        Member_Account,
        Role: context.store.member(groupID, Member_Account)?.role ?? 'NotMember',
      })),
    };
  },
);

/** All groups there are. */
export const getAppidGroupList = command(
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({
    Limit: z.int().min(0).optional(),
    Next: z.int().min(0).optional(),
    GroupType: z.string().optional(),
  }),
  (context, _session, body) => {
    const { Limit = 10_000, Next = 0, GroupType } = body;
    const all = context.store.groups().filter((group) => !GroupType || group.type === groupType(GroupType));
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
  CODE.ERR_SVR_GROUP_INVALID_PARAMETERS,
  z.looseObject({ GroupId: z.string() }),
  (context, session, body) => {
    const { groupID } = groupOf(context, body.GroupId);
    membershipOf(context, session, groupID);
    const members = context.store.members(groupID);
    return { OnlineMemberNum: members.filter(({ userID }) => context.sessions.isOnline(userID)).length };
  },
);

import { z } from 'zod';
import { groupType } from '../../../im/group-types.js';
import { actingFor, GROUPS } from '../../acting-for.js';
import { command } from '../../command.js';
import { groupOf } from '../../groups.js';
import type { Hub } from '../../hub.js';
import type { Group, Member } from '../../store/store.js';
import { groupRow, memberRow } from './rows.js';

const groupIDs = z.looseObject({ GroupIdList: z.array(z.string()).min(1).max(100) });

/** The groups a user is in, by pages. */
export const getJoinedGroupList = command(
  10004,
  z.looseObject({
    Member_Account: z.string().optional(),
    Limit: z.int().min(0).optional(),
    Offset: z.int().min(0).optional(),
    GroupType: z.string().optional(),
  }),
  (hub, session, body) => {
    const userID = actingFor(hub, session, body.Member_Account, GROUPS);
    const all = hub.store
      .groupsOf(userID)
      .map((groupID) => groupOf(hub, groupID))
      .filter((group) => !body.GroupType || group.type === groupType(body.GroupType));
    const { Offset = 0, Limit } = body;
    const page = all.slice(Offset, Limit ? Offset + Limit : undefined);
    return { TotalCount: all.length, GroupIdList: page.map((group) => rowFor(hub, group, userID)) };
  },
);

function rowFor(hub: Hub, group: Group, userID: string): Record<string, unknown> {
  const member = hub.store.member(group.groupID, userID);
  return { ...groupRow(hub, group), ...(member && { SelfInfo: memberRow(hub, group, member) }) };
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

/** A group's data with all its members; members and administrators may ask. */
export const getGroupInfo = command(10004, groupIDs, (hub, session, body) => ({
  GroupInfo: body.GroupIdList.map((groupID) => {
    const group = hub.store.group(groupID);
    if (!group) return missing(groupID);
    const row = { ErrorCode: 0, ErrorInfo: '', ...groupRow(hub, group) };
    if (!session.admin && !hub.store.member(groupID, session.userID)) return row;
    const MemberList = hub.store.members(groupID).map((member) => memberRow(hub, group, member));
    return { ...row, MemberList };
  }),
}));

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
  }),
  (hub, _session, body) => {
    const group = groupOf(hub, body.GroupId);
    const { MemberRoleFilter: roles = [], Offset = 0, Limit } = body;
    const members = hub.store.members(group.groupID);
    const wanted = roles.length > 0 ? members.filter(({ role }) => roles.includes(role)) : members;
    const page = wanted.slice(Offset, Limit ? Offset + Limit : undefined);
    return {
      MemberNum: members.length,
      MemberList: page.map((member) => withNick(hub, group, member)),
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

import { type NativeCaller, type NativeCommandTable, nativeCommand } from '../command.js';
import { codeOf, JOIN_OPTION, MESSAGE_FLAG, ROLE } from '../group-codes.js';
import {
  type GroupInfo,
  GroupInfoAnswer,
  GroupInfoRequest,
  type GroupInfoRequest_CertainMembers,
  type GroupInfoRequest_Members,
  GroupListAnswer,
  GroupListRequest,
  type ListedGroup,
  type ListedGroup_Self,
  type Member,
} from '../proto/generated/groups.js';
import { OK } from '../result.js';

type Row = Record<string, unknown>;

const groupList = nativeCommand(GroupListRequest, GroupListAnswer, async ({ page = {} }, caller) => {
  const { limit = 0, offset = 0 } = page;
  const { TotalCount, GroupIdList } = await caller.ask('group_open_http_svc.get_joined_group_list', {
    Limit: limit,
    Offset: offset,
  });
  const groups = (GroupIdList as Row[]).map((row) => listedGroup(row, caller));
  const complete = offset + groups.length >= (TotalCount as number) || groups.length === 0;
  return { result: OK, groups: { groups, complete: complete ? 1 : 0 } };
});

/** SDKs ask at both names; communities, which the second is for, are not simulated. */
const noGroups = nativeCommand(GroupListRequest, GroupListAnswer, async () => ({
  result: OK,
  groups: { complete: 1 },
}));

const groupInfo = nativeCommand(GroupInfoRequest, GroupInfoAnswer, async (request, caller) => {
  if (request.members) return { result: OK, members: { members: await allMembers(request.members, caller) } };
  if (request.certainMembers)
    return { result: OK, certainMembers: { members: await certainMembers(request.certainMembers, caller) } };
  const { GroupInfo } = await caller.ask('group_open_http_svc.get_group_self_member_info', {
    GroupIdList: request.groups?.groupIds ?? [],
  });
  const found = (GroupInfo as Row[]).filter((row) => row.ErrorCode === 0);
  return {
    result: OK,
    groups: { groups: found.map((row) => ({ info: info(row, caller), self: self(row.SelfInfo as Row) })) },
  };
});

async function allMembers(
  { groupId = '' }: GroupInfoRequest_Members,
  caller: NativeCaller,
): Promise<Member[]> {
  const { MemberList } = await caller.ask('group_open_http_svc.get_group_member_info', { GroupId: groupId });
  return members(MemberList as Row[], caller);
}

async function certainMembers(
  { groupId = '', tinyIds = [] }: GroupInfoRequest_CertainMembers,
  caller: NativeCaller,
): Promise<Member[]> {
  const { MemberList } = await caller.ask('group_open_http_svc.get_specified_group_member_info', {
    GroupId: groupId,
    Member_List_Account: tinyIds.map((tinyID) => caller.names.userID(tinyID) ?? ''),
  });
  return members(MemberList as Row[], caller);
}

function members(rows: readonly Row[], { names }: NativeCaller): Member[] {
  return rows.map((row) => ({
    tinyId: names.tinyID(String(row.Member_Account)),
    joinTime: row.JoinTime as number,
    role: codeOf(ROLE, row.Role),
    mutedUntil: row.ShutUpUntil as number,
    nameCard: String(row.NameCard),
  }));
}

/** What list and info have in common, in the generated names. */
function common(row: Row, { names }: NativeCaller) {
  return {
    groupId: String(row.GroupId),
    name: String(row.Name),
    createTime: row.CreateTime as number,
    ownerTinyId: row.Owner_Account ? names.tinyID(String(row.Owner_Account)) : '0',
    infoSeq: row.InfoSeq as number,
    lastInfoTime: row.LastInfoTime as number,
    nextMessageSeq: row.NextMsgSeq as number,
    lastMessageTime: row.LastMsgTime as number,
    memberCount: row.MemberNum as number,
    maxMemberCount: row.MaxMemberNum as number,
    type: String(row.Type),
    notification: String(row.Notification),
    introduction: String(row.Introduction),
    faceUrl: String(row.FaceUrl),
    joinOption: codeOf(JOIN_OPTION, row.ApplyJoinOption),
    muteAll: row.ShutUpAllMember === 'On' ? 1 : 0,
  };
}

function listedGroup(row: Row, caller: NativeCaller): ListedGroup {
  return { ...common(row, caller), self: self(row.SelfInfo as Row) };
}

function info(row: Row, caller: NativeCaller): GroupInfo {
  return common(row, caller);
}

function self(row: Row): ListedGroup_Self {
  return {
    joinTime: row.JoinTime as number,
    messageFlag: codeOf(MESSAGE_FLAG, row.MsgFlag),
    readSeq: row.MsgSeq as number,
    role: codeOf(ROLE, row.Role),
  };
}

/** What is known of groups and their members. */
export const groupInfoCommands: NativeCommandTable = {
  'group_open_tcp_svc.get_group_list': groupList,
  'million_group_open_tcp_svc.get_group_list': noGroups,
  'group_open_svc.get_group_info': groupInfo,
  'group_open_tcp_svc.get_group_info': groupInfo,
};
